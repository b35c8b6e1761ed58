//! Names: surnames by how common they are, given names of three generations, written for these tests.

use super::Dice;

/// The forty commonest surnames, which two in three people bear.
const COMMON: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余";

/// Less common ones, among them many that begin everyday words.
const OTHER: &str = "\
于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文\
樊兰殷施安齐颜洪季童舒纪阮柏左车路米古曲谷尚温庄辛管祝涂柯柳邢岳梅牛卫华包时应成和全单平水明连边关冷满";

const COMPOUND: &[&str] = &[
    "欧阳", "上官", "司马", "诸葛", "皇甫", "慕容", "司徒", "令狐", "东方", "尉迟", "夏侯", "端木",
];

const ONE: &str = "\
伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚辉玲波斌宇浩凯健俊帆鹏飞旭宁瑞琳雪冰婷倩颖莉蓉薇洁梅兰英红华琴萍丹燕慧晶鑫森淼越瑶琪怡悦欣\
然晨阳晗昊轩睿泽翔博航岩峰山川海江河林松柏楠桐兵雷震霖云露霜虹彤彬诚信义礼安康宽勤朴恒毅锋铭锐钧钢铁成功达通远志鸿鹄舟帅奇智辰星月";

const TWO: &[&str] = &[
    "建国", "建军", "建华", "建平", "建设", "国庆", "国强", "国栋", "卫东", "卫国", "援朝", "跃进", "红卫", "爱国", "爱民",
    "文革", "解放", "胜利", "和平", "秀英", "桂英", "玉兰", "桂兰", "秀兰", "淑珍", "淑芬", "淑华", "桂珍", "桂芳", "玉珍",
    "凤英", "凤兰", "素芳", "素珍", "玉梅", "春梅", "冬梅", "腊梅", "金凤", "金花", "银花", "翠花", "荷花", "菊香", "小红",
    "小芳", "丽华", "丽娟", "丽萍", "雪梅", "海燕", "晓燕", "晓梅", "晓东", "晓明", "志强", "志刚", "志伟", "志勇", "永强",
    "永福", "永贵", "德福", "德胜", "德全", "福生", "福贵", "长江", "长生", "长贵", "树林", "树根", "大山", "铁柱", "栓柱",
    "石头", "水生", "水根", "木生", "火生", "金水", "金生", "来福", "来娣", "招弟", "有根", "有福", "有才", "正义", "正华",
    "光明", "光荣", "明亮", "明辉", "俊杰", "俊辉", "家豪", "家辉", "嘉伟", "伟杰", "文杰", "文斌", "文静", "海涛", "海波",
    "海峰", "海英", "雪峰", "云飞", "鹏飞", "宇航", "子轩", "子涵", "梓涵", "梓萱", "雨桐", "雨欣", "欣怡", "欣妍", "诗涵",
    "思远", "思雨", "梦琪", "梦瑶", "佳怡", "佳琪", "一诺", "一鸣", "一凡", "可欣", "可馨", "语桐", "语嫣", "若曦", "若汐",
    "沐宸", "沐阳", "浩然", "浩宇", "皓轩", "奕辰", "奕泽", "承恩", "天佑", "俊熙", "铭泽", "依诺", "心怡", "心悦", "安琪",
    "艺涵", "芷若", "紫萱", "婉清", "静怡", "雅琴", "慧敏", "晚晴", "小禾", "小麦", "豆豆", "乐乐", "果果", "圆圆", "囡囡",
    "萌萌", "多多", "笑笑", "青山", "青松", "松涛", "立新", "立群", "学文", "学军", "新民", "新华", "兴旺", "兴国", "宝珠",
    "宝玉", "喜梅", "喜顺", "仁杰", "义勇", "礼贤", "智远", "信芳", "玉霞", "彩霞", "彩云", "巧云", "巧玲", "惠兰", "美玲",
    "美兰", "月娥", "月英", "秋菊", "春生", "夏莲", "冬生", "向阳", "向东", "朝阳", "朝晖", "东升", "东海", "西林", "南山",
    "北辰", "中华", "振华", "振宇", "耀武", "耀祖", "继红", "继业", "传芳", "传福", "守义", "守田", "得水", "进喜", "万里",
    "千里", "百川", "双喜", "双全", "三妹", "四喜", "五一", "六六", "七巧", "丰收", "满仓", "余粮", "茂才", "茂林", "根生",
    "土生", "亚军", "亚男", "胜男", "若男", "小妹", "阿妹", "水莲", "水英", "清泉", "清河", "润生", "润泽", "雨露", "露露",
    "珊珊",
];

/// Names of minorities, with middle dots.
pub(crate) const DOTTED: &[&str] = &[
    "阿依古丽·买买提",
    "买买提·艾力",
    "古丽娜尔·吐尔逊",
    "艾合买提·热合曼",
    "帕提古丽·阿不都",
    "努尔兰·哈力木",
    "叶尔江·巴合提",
    "阿不都热依木·吾斯曼",
    "玛依拉·库尔班",
    "迪丽努尔·玉素甫",
    "吐尔洪·依明",
    "热依汗·买合木提",
    "达吾提·阿西木",
    "库丽扎提·沙吾列",
    "依马木·克日木",
    "阿孜古丽·艾山",
    "沙吾提·托乎提",
    "木沙·肉孜",
    "再努尔·阿卜力孜",
    "海丽且木·赛买提",
];

pub(crate) const LATIN: &[&str] = &[
    "John Smith",
    "Maria Garcia",
    "David Brown",
    "Anna Petrova",
    "Ahmed Hassan",
    "Emily Johnson",
    "Michael O'Brien",
    "Sarah Connor",
    "Pierre Dubois",
    "Carlos Mendez",
    "Kim Min-jun",
    "Fatima Ali",
    "Robert Wilson",
    "Jean-Luc Martin",
    "Linda Miller",
    "TANAKA Yuki",
    "James A. Cook",
    "Olga Ivanova",
    "Peter Schmidt",
    "Grace Lee",
];

fn character(dice: &mut Dice, of: &str) -> char {
    let characters: Vec<char> = of.chars().collect();
    *dice.pick(&characters)
}

/// A surname.
pub(crate) fn surname(dice: &mut Dice) -> String {
    match dice.below(100) {
        0..65 => character(dice, COMMON).to_string(),
        65..96 => character(dice, OTHER).to_string(),
        _ => (*dice.pick(COMPOUND)).to_owned(),
    }
}

/// A full name.
pub(crate) fn full(dice: &mut Dice) -> String {
    let surname = surname(dice);
    match dice.below(100) {
        0..22 => format!("{surname}{}", character(dice, ONE)),
        22..92 => format!("{surname}{}", dice.pick(TWO)),
        _ => format!("{surname}{}{}", character(dice, ONE), character(dice, ONE)),
    }
}
