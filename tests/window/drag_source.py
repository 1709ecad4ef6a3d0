"""A program from which files are dragged: a square in the corner of the screen that holds the given addresses."""
import sys

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk, Gdk  # noqa: E402, I001: Gtk says which Gdk

window = Gtk.Window(type=Gtk.WindowType.POPUP)
window.move(1200, 700)
window.set_default_size(60, 60)
box = Gtk.EventBox()
window.add(box)
box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
box.drag_source_add_uri_targets()
box.connect("drag-data-get", lambda _box, _drag, data, _kind, _time: data.set_uris(sys.argv[1:]))
box.connect("drag-begin", lambda *_: print("dragging", flush=True))
box.connect("drag-end", lambda *_: Gtk.main_quit())
window.show_all()
print("ready", flush=True)
Gtk.main()
