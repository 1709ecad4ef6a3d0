//! Japan, China, India, the Emirates, Israel.

use super::{ASIA, ASIA_ENGLISH, ASIA_JAPANESE, Locale};

#[rustfmt::skip]
pub(super) const JP: Locale = Locale {
    country: "JP",
    website: &ASIA,
    store: &ASIA_JAPANESE,
    women: &["陽子", "美咲", "さくら", "結衣", "葵", "千尋", "エミリ"],
    men: &["翔太", "大輔", "健一", "蓮", "陽翔", "龍之介", "ケン"],
    surnames: &["佐藤", "鈴木", "高橋", "田中", "渡辺", "山田", "小林", "齋藤", "勅使河原"],
    rare_surnames: (
        &["青", "赤", "石", "上", "大", "北", "小", "中", "西", "東", "藤", "松", "南", "森"],
        &["井", "川", "木", "沢", "田", "谷", "野", "原", "村", "本", "山"],
    ),
    joint: None,
    streets: &["丸の内", "銀座", "神南", "本町", "北一条西", "四条通"],
    number_first: false,
    cities: &[
        ("東京", "東京都", "100-####"), ("大阪", "大阪府", "530-####"), ("札幌", "北海道", "060-####"), ("京都", "京都府", "600-####"),
    ],
    phone: ("+81", "0", "3 #### ####"),
    companies: &["佐藤インテリア", "暮らしの店", "株式会社 青い鳥"],
    tax: "",
};

#[rustfmt::skip]
pub(super) const CN: Locale = Locale {
    country: "CN",
    website: &ASIA,
    store: &ASIA_ENGLISH,
    women: &["丽", "芳", "静", "雪梅", "婷婷", "晓燕"],
    men: &["伟", "强", "磊", "建国", "浩然", "子轩"],
    surnames: &["王", "李", "张", "刘", "陈", "杨", "欧阳", "司马"],
    rare_surnames: (&["东", "西", "南", "上", "夏", "诸", "皇", "令"], &["方", "门", "官", "侯", "葛", "甫", "狐"]),
    joint: None,
    streets: &["人民路", "中山路", "南京路", "解放大道"],
    number_first: false,
    cities: &[
        ("北京", "Beijing Shi", "1000##"), ("上海", "Shanghai Shi", "2000##"), ("厦门", "Fujian Sheng", "3610##"),
        ("重庆", "Chongqing Shi", "4000##"), ("香港", "Hong Kong SAR", "9990##"),
    ],
    phone: ("+86", "0", "10 #### ####"),
    companies: &["北京家居有限公司", "上海书店"],
    tax: "",
};

#[rustfmt::skip]
pub(super) const IN: Locale = Locale {
    country: "IN",
    website: &ASIA,
    store: &ASIA_ENGLISH,
    women: &["Priya", "Ananya", "Aishwarya", "Lakshmi", "लक्ष्मी", "Meenakshi"],
    men: &["Rahul", "Arjun", "Sanjay", "Vikram", "विजय", "Venkataraman"],
    surnames: &["Sharma", "Patel", "Singh", "Iyer", "Gupta", "सिंह", "Krishnamurthy"],
    rare_surnames: (
        &["Rama", "Krishna", "Subra", "Venkata", "Chandra", "Maha", "Ganga"],
        &["swamy", "murti", "dhar", "nathan", "prasad", "lingam", "chari"],
    ),
    joint: None,
    streets: &["MG Road", "Nehru Street", "Temple Road", "गांधी मार्ग"],
    number_first: true,
    cities: &[
        ("Mumbai", "Maharashtra", "4000##"), ("Bengaluru", "Karnataka", "5600##"), ("Itanagar", "Arunachal Pradesh", "791###"),
        ("Visakhapatnam", "Andhra Pradesh", "530###"), ("नई दिल्ली", "Delhi", "1100##"),
    ],
    phone: ("+91", "0", "80 #### ####"),
    companies: &["Lotus Furnishings", "Banyan Homes", "Iyer & Sons (Pvt.) Ltd."],
    tax: "",
};

#[rustfmt::skip]
pub(super) const AE: Locale = Locale {
    country: "AE",
    website: &ASIA,
    store: &ASIA_ENGLISH,
    women: &["فاطمة", "مريم", "ليلى", "نور", "شيخة"],
    men: &["محمد", "أحمد", "خالد", "يوسف", "عبد الرحمن"],
    surnames: &["المنصوري", "الشريف", "الهاشمي", "المزروعي", "آل مكتوم"],
    rare_surnames: (&["ال"], &["كعبي", "شامسي", "ظاهري", "نعيمي", "سويدي", "كتبي", "بلوشي", "حمادي", "رميثي", "فلاسي"]),
    joint: None,
    streets: &["شارع الشيخ زايد", "شارع المطار", "شارع الوحدة", "شارع الكورنيش"],
    number_first: false,
    cities: &[("دبي", "دبي", "#####"), ("أبو ظبي", "أبو ظبي", "#####"), ("الشارقة", "", "#####")],
    phone: ("+971", "0", "4 ### ####"),
    companies: &["بيت ديكو", "دار الأثاث"],
    tax: "",
};

#[rustfmt::skip]
pub(super) const IL: Locale = Locale {
    country: "IL",
    website: &ASIA,
    store: &ASIA_ENGLISH,
    women: &["נועה", "תמר", "יעל", "שירה", "רות־אן"],
    men: &["דוד", "יוסף", "אורי", "משה", "נחמיה"],
    surnames: &["כהן", "לוי", "מזרחי", "פרץ", "בן־דוד"],
    rare_surnames: (&["גולד", "רוזנ", "לינד", "אייזנ", "שטיינ", "ברנ"], &["ברג", "שטיין", "פלד", "מן", "בוים", "טל"]),
    joint: None,
    streets: &["רחוב הרצל", "דרך יפו", "שדרות רוטשילד"],
    number_first: false,
    cities: &[("תל אביב", "", "61#####"), ("חיפה", "", "31#####"), ("ירושלים", "", "91#####")],
    phone: ("+972", "0", "3 ### ####"),
    companies: &["בית העץ"],
    tax: "",
};
