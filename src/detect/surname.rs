//! Surnames, and what speaks for and against the characters after one being a given name.
//!
//! Sources: the hundred commonest surnames of 公安部《二〇二〇年全国姓名报告》; the rest after 《百家姓》. The lists of characters are
//! compiled by hand for this crate: those that parents choose, and those of grammar and of medicine, which nobody is called by.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::cue;

/// Surnames that begin few words.
const PLAIN: &str = "\
王李张刘陈杨赵吴徐孙朱胡郭罗郑梁谢宋唐韩邓冯曹彭肖萧董潘袁蔡蒋余杜叶魏苏吕丁卢姚沈钟姜崔谭陆范汪廖韦贾付傅邹熊孟秦邱侯尹\
薛闫阎段雷黎陶贺郝龚邵覃钱欧莫赖庞樊殷翟倪芦俞鲁葛伍申尤毕聂柳邢岳梅庄辛管祝涂祁耿牟詹苗凌靳甄裴席屈鲍霍翁隋甘柏阮桂闵柴\
辜饶刁瞿戚丘滕晋邬臧嵇褚娄邸冀姬屠郜晏栾喻窦敖糜鄢仇艾稽虞卞封竺匡栗佟巫鞠荆谌蔺殳郦郗阚缪骆奚储郎乔荀裘郁昝宣诸茹寇贡芮\
蒲戎伊岑柯荣濮扈浦戈逄晁仝亓佘郇阙逯尉恽朴";

/// Surnames that begin words of every day too: 高度, 马上, 何时.
const WORDLIKE: &str = "\
马何林高许曾田程任石金夏方白江龙史毛顾万武戴严孔康周尚温季章颜安齐洪施沙童盛舒纪费关路车房边古米池冉强解宫来穆党燕木蓝巩\
练乐冼楚桑银明简宁项祖卓游雍宗符易容文丛焦卫左凤华粟蒙商谈迟计苑连廉景苟黄曲谷汤牛云昌茅贝禹狄卜伏厉索吉莘丰权盖桓战花乌\
巴铁衣";

/// Surnames that are words of grammar, or begin so many words that only sex or age beside the name tells it.
const DOUBTFUL: &str = "\
于应常时向和全成都经国单平有能后相从幸由终利保包水双阴支生步空越习满元冒占官查闻别那皮麻冷原";

/// Surnames of two characters.
static COMPOUND: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     欧阳 上官 司马 诸葛 夏侯 皇甫 尉迟 公孙 慕容 长孙 宇文 司徒 令狐 端木 南宫 独孤 呼延 申屠 太史 澹台 濮阳 淳于 钟离 \
     拓跋 纳兰 东方 西门 轩辕 闻人 司空 东郭 赫连 万俟",
    )
});

/// Characters that are common in given names.
const GIVEN: &str = "\
伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂建国华文辉红玉兰春梅芬琴珍燕萍丹玲波斌宇浩凯健俊帆鹏飞旭宁瑞祥庆荣贵福德忠\
义仁志远海龙虎彪林森松柏竹菊莲荷花雪冰霜雨云霄岚峰山岩江河川泉源清洁淑惠慧贤良善美妍妮婷婉姗珊琳琪瑶瑾瑜璇璐莹蓉薇蕾蓓蕊\
芸茜芝芷若欣怡悦乐欢喜嘉佳家豪轩昊晨晓阳晖曦晴子梓紫涵菡雅诗韵思梦忆念恩恒永安康泰定邦正立东南西北天宝生成才兴盛昌隆富金\
银铁钢珠翠碧青蓝大小少新学书翰墨礼智信勤俭谦和友爱敬孝顺诚守根全财跃胜彬彦博达通广宏弘振毅坚钧锋锐铭鑫淼焱垚炎煜烨炜灿炳\
焕灵巧月星辰宸航帅维卫民伦伯仲叔季萌苗禾麦豆果桃杏枫桐楠桦榕柳彤彩虹绮绢绣锦素纯贞真厚朴伶聪颖佑祐祺禄寿翔翼羽鹤雁鸿鹰莺\
凤凰麟骏驰芹香莉艺菁倩媛媚娇娥姣婵妹姝妙好璟琦珂玮珏琼瑛琰琛琨玥洪涌润泽浦淳澜潇滨沛沐汉汝洛津溪潭洲湘权群亮光照昭景昂朗\
朋普曼秋冬夏冠凌先兆克凡承启士奇奎存宜宾密尚展屹岭嵩巍帝延开弓律御心必怀恺悠惟愿慈戈扬捷教敦斯方昕昱晏晗曙朔未本村杉栋标\
梁楚樱欧武毓水沁沂治泓湛满潮然熙爽牧玄珉甜田甫登盈益盼睿知硕磐秉科秦稳端笑笛筠策纬纲绍继罡翊耀胤舒艾芮苑茂茵莎葵蒙裕观训\
诺谨谷豫贝赫路辛迪逸道遥郁采野铎锡镇长闻阔陆雄雯霏霖露韬颂飘驹骥鲁鸣黎齐亚阿毛栓柱土木馨苒茹澄屿奕祎玺钰君树培元佩宗允钊\
耕耘渊渝祯禧筱绵缨羚舟菲葆蔓衡裳谊迎郡铃锴锟闽隽霆颐飒馥骁魁鸥黛龄亭仕仪伊佐修偲勋卉卓吟呈咏哲坤垣城堂堃增姿寅寒岑岱峥崇\
崎庭庚彧影徽忍忱恬恭懿戎抒拓挺旋旖旗昀易晟晶暄材杭柯柔栩桓棠棣楷榆槿歆汐汀泊浚涓涟淇添游湄溢漪烁烽熹爵珅璃璞瓒皓祖竞笙粤\
绪缘羡联肖腾臻舫芙荃莞菀蔚蕴薪蝶衍觅赞越轶迅逢遵邈鉴肇映慕沫羲琮琅炯恪觉埙淦钟临圻隐煊骅廷沄澔潼竣翌贻赟瑄琬璁璨甯晔昶旻\
杼檀橹沣泾淞渤滢灏煦烺祁禛秭穗竑箐绎缙羿芃茗荻萱葳蓁蔷薏裴谕贶赓轲轸遒邺鄢钦铄镕闳陶霁骋骢鹭麒龚之进";

/// Characters of grammar, of titles and of medicine: no given name has them.
const NEVER: &str = "\
的了着过是在有不没无非因被把将让使给对到往至等与及或而且但虽则即既就也还又再很太最更较极这那哪此其者所某他她它我你您们谁\
啥么吗呢吧啊呀病症痛疼癌瘤肿血压糖脂尿便粪痰咳喘烧汗晕眩吐泻痒麻胀闷乏疲累伤骨折断裂肝胆脾胃肠肾肺脑颅脊椎腰背腹胸颈肩膝\
踝腕肘臂腿脚手指趾头眼耳鼻咽喉舌齿牙唇皮肤细胞菌毒药片剂针液膏术切缝瘘检诊疗愈复护院室门床号岁日昨今时刻前后应该需要会想\
看说问告诉称述做服用吃喝睡拍打转送住入出回去走坐躺拿接受收取得每各只仅均曾已经由从向于为以突近患疫孕产娩胎婴儿童女男婆爷\
奶姨妈爸哥姐弟氏员授师医主任总个位名例次种类型级度量值率情况状态体征史料点线面处法式样化性加减多些并同共什怎何故跟比像似\
乎居否终";

/// Given names of characters that are grammar elsewhere.
static GIVEN_WHOLE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     来娣 招弟 来弟 引弟 招娣 有才 有福 有根 有志 有为 得福 得胜 来福 来喜 进才",
    )
});

/// Words that follow a surname as a form of address or title: 王女士, 张医生.
static TITLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     女士 先生 小姐 太太 夫人 阿姨 叔叔 大爷 大妈 大叔 大姐 大哥 奶奶 爷爷 婆婆 伯伯 老汉 老太 老人 老师 同学 同志 师傅 \
     医生 大夫 主任 教授 院长 护士 博士 专家 书记 科长 处长 局长 经理 老板 警官 记者 司机 家人 家属 家长 妈妈 爸爸 父亲 \
     母亲 老 总 工 导 医 组长 队长 所长 镇长 村长 校长 班长 老伴 大娘 老爹 宝宝 小朋友 同 姓",
    )
});

/// How much a surname says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Only sex or age beside it makes it a name.
    Doubtful,
    /// Begins words too.
    Wordlike,
    /// Begins few words.
    Plain,
}

/// What a character is at the start of a name.
#[derive(Clone, Copy, Debug, Default)]
struct First {
    alone: Option<Weight>,
    /// Whether a surname of two characters starts with it.
    compound: bool,
}

static FIRSTS: LazyLock<HashMap<char, First>> = LazyLock::new(|| {
    let mut firsts: HashMap<char, First> = HashMap::new();
    for (list, weight) in [
        (PLAIN, Weight::Plain),
        (WORDLIKE, Weight::Wordlike),
        (DOUBTFUL, Weight::Doubtful),
    ] {
        for c in list.chars() {
            firsts.entry(c).or_default().alone = Some(weight);
        }
    }
    for c in COMPOUND.iter().filter_map(|compound| compound.chars().next()) {
        firsts.entry(c).or_default().compound = true;
    }
    firsts
});

static GIVENS: LazyLock<HashSet<char>> = LazyLock::new(|| GIVEN.chars().collect());
static NEVERS: LazyLock<HashSet<char>> = LazyLock::new(|| NEVER.chars().collect());

/// The surname at the start of the text: its length in bytes, and what it says.
pub(super) fn surname(text: &str) -> Option<(usize, Weight)> {
    let c = text.chars().next()?;
    let first = FIRSTS.get(&c)?;
    if first.compound
        && let Some(compound) = COMPOUND.iter().find(|compound| text.starts_with(**compound))
    {
        return Some((compound.len(), Weight::Plain));
    }
    first.alone.map(|weight| (c.len_utf8(), weight))
}

/// What the characters after a surname are as a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Given {
    /// No given name.
    Never,
    /// Not impossible.
    Maybe,
    /// Has a character that is common in given names, or one twice.
    Likely,
    /// Has such characters only.
    Sure,
}

/// Whether a given name of characters that are grammar elsewhere starts here: 招弟.
pub(super) fn is_whole(text: &str) -> bool {
    GIVEN_WHOLE.iter().any(|whole| text.starts_with(whole))
}

/// Judges one or two characters after a surname.
pub(super) fn given(text: &str) -> Given {
    if GIVEN_WHOLE.contains(&text) {
        return Given::Sure;
    }
    if TITLES.contains(&text) || text.chars().any(|c| NEVERS.contains(&c) || !crate::text::is_han(c)) {
        return Given::Never;
    }
    let mut chars = text.chars();
    let twice = matches!((chars.next(), chars.next()), (Some(a), Some(b)) if a == b);
    match text.chars().filter(|c| GIVENS.contains(c)).count() {
        count if count == text.chars().count() => Given::Sure,
        0 if !twice => Given::Maybe,
        _ => Given::Likely,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames() {
        for (text, expected) in [
            ("王建国", Some((3, Weight::Plain))),
            ("欧阳小禾", Some((6, Weight::Plain))),
            ("高度", Some((3, Weight::Wordlike))),
            ("于今日", Some((3, Weight::Doubtful))),
            ("痛", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(surname(text), expected, "{text}");
        }
    }

    #[test]
    fn given_names() {
        for (text, expected) in [
            ("建国", Given::Sure),
            ("小麦", Given::Sure),
            ("晚晴", Given::Likely),
            ("囡囡", Given::Likely),
            ("招弟", Given::Sure),
            ("某某", Given::Never),
            ("女士", Given::Never),
            ("医生", Given::Never),
            ("x", Given::Never),
        ] {
            assert_eq!(given(text), expected, "{text}");
        }
    }

    #[test]
    fn no_character_is_in_two_minds() {
        let both: String = GIVEN.chars().filter(|&c| NEVER.contains(c)).collect();
        assert_eq!(both, "");
        let twice: String = PLAIN
            .chars()
            .filter(|&c| WORDLIKE.contains(c) || DOUBTFUL.contains(c))
            .collect();
        assert_eq!(twice, "");
    }
}
