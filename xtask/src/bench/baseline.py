"""What DuckDB and the sqlite3 shell take for the same two files: imports and a few questions.

baseline.py load FOLDER    loads both files into FOLDER/bench.duckdb and prints the seconds
baseline.py ask FOLDER     prints question, median milliseconds of DuckDB and of the sqlite3 shell, between tabs
baseline.py facets FOLDER  prints median and 95th percentile of the milliseconds that DuckDB takes for ten facets, between tabs
"""

import os
import statistics
import subprocess
import sys
import time

import duckdb

ROUNDS = 5
QUESTIONS = [
    (
        "a new order by email",
        "CREATE TEMP TABLE sorted AS SELECT rowid AS id FROM customer ORDER BY lower(email)",
    ),
    (
        "a new order by name",
        "CREATE TEMP TABLE sorted AS SELECT rowid AS id FROM customer ORDER BY lower(firstname || ' ' || lastname)",
    ),
    (
        "count of `gender = 'Female' AND name CONTAINS 'smith'`",
        "SELECT count(*) FROM customer WHERE gender = 'Female' AND lower(firstname || ' ' || lastname) LIKE '%smith%'",
    ),
    (
        "first 50 of",
        "SELECT c.rowid FROM customer c LEFT JOIN address a ON a._email = c.email AND a._website = c._website"
        " WHERE lower(c.email || ' ' || c.firstname || ' ' || c.lastname || ' ' || coalesce(a.telephone || ' ' ||"
        " a.company || ' ' || a.postcode || ' ' || a.city, '')) LIKE '%mar%' GROUP BY c.rowid LIMIT 50",
    ),
]


def load(folder):
    path = os.path.join(folder, "bench.duckdb")
    if os.path.exists(path):
        os.remove(path)
    start = time.perf_counter()
    with duckdb.connect(path) as connection:
        for table, file in (("customer", "customer.csv"), ("address", "customer_address.csv")):
            source = os.path.join(folder, file)
            connection.execute(f"CREATE TABLE {table} AS FROM read_csv('{source}', all_varchar = true, header = true)")
    print(time.perf_counter() - start)


def ask(folder):
    connection = duckdb.connect(os.path.join(folder, "bench.duckdb"), read_only=True)
    for name, question in QUESTIONS:
        ours = statistics.median(with_duckdb(connection, question) for _ in range(ROUNDS))
        shell = statistics.median(with_shell(os.path.join(folder, "bench.db"), question) for _ in range(ROUNDS))
        print(f"{name}\t{ours * 1000:.1f}\t{shell * 1000:.1f}")


PEOPLE = """CREATE TEMP TABLE people AS SELECT c.gender, c.confirmation, c.disable_auto_group_change, c.created_in,
    c.group_id, c._website AS website, c.store_id, a.country_id, a.region, CAST(c.created_at AS TIMESTAMP) AS created_at,
    date_trunc('month', CAST(c.created_at AS TIMESTAMP)) AS month
    FROM customer c LEFT JOIN address a ON a._email = c.email AND a._website = c._website
    AND a._address_default_billing_ = '1'"""
FACETS = [
    "group_id",
    "website",
    "website, store_id",
    "country_id",
    "region",
    "month",
    "confirmation",
    "gender",
    "disable_auto_group_change",
    "created_in",
]


def facets(folder):
    """Those of columns_bench.rs under the same filters, over a table that has them side by side."""
    connection = duckdb.connect(os.path.join(folder, "bench.duckdb"), read_only=True)
    connection.execute(PEOPLE)
    times = []
    for number in range(20):
        day = f"20{18 + number // 3}-{1 + number % 3 * 4:02}-15"
        where = f"gender = 'Female' AND created_at >= '{day}'"
        start = time.perf_counter()
        for columns in FACETS:
            question = f"SELECT {columns}, count(*) FROM people WHERE {where} GROUP BY ALL ORDER BY count(*) DESC"
            connection.execute(question).fetchall()
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(f"{times[len(times) // 2]:.1f}\t{times[len(times) * 95 // 100]:.1f}")


def with_duckdb(connection, question):
    start = time.perf_counter()
    connection.execute(question).fetchall()
    seconds = time.perf_counter() - start
    connection.execute("DROP TABLE IF EXISTS sorted")
    return seconds


def with_shell(path, question):
    """The shell's own timer, in a process that has read the file before."""
    warm = "SELECT count(*) FROM customer;"
    script = f"{warm}\n.timer on\n{question};\n"
    output = subprocess.run(["sqlite3", path], input=script, capture_output=True, text=True, check=True).stdout
    timer = next(line for line in output.splitlines() if line.startswith("Run Time"))
    return float(timer.split()[3])


if __name__ == "__main__":
    {"load": load, "ask": ask, "facets": facets}[sys.argv[1]](sys.argv[2])
