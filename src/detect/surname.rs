//! Surnames, and what speaks for and against the characters after one being a given name.
//!
//! Sources: the hundred commonest surnames of 公安部《二〇二〇年全国姓名报告》; the rest after 《百家姓》. The lists of characters are
//! compiled by hand for this crate: those that parents choose, and those of grammar and of medicine, which nobody is called by.

use std::{collections::HashSet, sync::LazyLock};

use super::cue;
use crate::text::{Class, Folded, class, fold, is_han, spellings};

/// Surnames that begin few words.
const PLAIN: &str = "\
王李张刘陈杨赵吴徐孙朱胡郭罗郑梁谢宋唐韩邓冯曹彭肖萧董潘袁蔡蒋余杜叶魏苏吕丁卢姚沈钟姜崔谭陆范汪廖韦贾付傅邹熊孟秦邱侯尹薛闫\
阎雷黎陶贺郝龚邵覃钱欧莫赖庞樊殷翟倪芦俞鲁葛伍申尤毕聂柳邢岳梅庄辛涂祁耿牟詹苗凌靳甄裴屈鲍霍翁隋甘柏阮桂闵柴辜饶刁瞿戚丘滕晋\
邬臧嵇褚娄邸冀姬屠郜晏栾喻窦敖糜鄢仇艾稽虞卞封竺匡栗佟巫鞠荆谌蔺殳郦郗阚缪骆奚郎乔荀裘郁昝宣诸茹寇贡芮蒲戎伊岑柯濮扈浦戈逄晁\
仝亓佘郇阙逯尉恽朴邝胥邰亢湛禤麦仲漆卿杭檀尧逢鄂佴滑";

/// Surnames that begin words of every day too: 高度, 马上, 何时.
const WORDLIKE: &str = "\
马何林高许曾田程任石金夏方白江龙史毛顾万武戴严孔康周尚温季章颜安齐洪施沙童盛舒纪费关路车房边古米池冉强解宫来穆党燕木蓝巩练乐\
冼楚桑银明简宁项祖卓游雍宗符易容文丛焦卫左凤华粟蒙商谈迟计苑连廉景苟黄曲谷汤牛云昌茅贝禹狄卜伏厉索吉莘丰权盖桓战花乌巴铁衣兰\
阳惠奉揭班劳盘井鹿羊隆衡管席段荣储";

/// Surnames that are words of grammar, or begin so many words that only sex or age beside the name tells it.
const DOUBTFUL: &str = "\
于应常时向和全成都经国单平有能后相从幸由终利保包水双阴支生步空越习满元冒占官查闻别那皮麻冷原司师南楼位区海帅豆初门敬普薄母修\
况宿鲜印慕危玉公宾勾呼居干但斯束信展智植富祝农";

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
伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂建国华文辉红玉兰春梅芬琴珍燕萍丹玲波斌宇浩凯健俊帆鹏飞旭宁瑞祥庆荣贵福德忠义仁\
志远海龙虎彪林森松柏竹菊莲荷花雪冰霜雨云霄岚峰山岩江河川泉源清洁淑惠慧贤良善美妍妮婷婉姗珊琳琪瑶瑾瑜璇璐莹蓉薇蕾蓓蕊芸茜芝芷\
若欣怡悦乐欢喜嘉佳家豪轩昊晨晓阳晖曦晴子梓紫涵菡雅诗韵思梦忆念恩恒永安康泰定邦正立东南西北天宝生成才兴盛昌隆富金银铁钢珠翠碧\
青蓝大小少新学书翰墨礼智信勤俭谦和友爱敬孝顺诚守根全财跃胜彬彦博达通广宏弘振毅坚钧锋锐铭鑫淼焱垚炎煜烨炜灿炳焕灵巧月星辰宸航\
帅维卫民伦伯仲叔季萌苗禾麦豆果桃杏枫桐楠桦榕柳彤彩虹绮绢绣锦素纯贞真厚朴伶聪颖佑祐祺禄寿翔翼羽鹤雁鸿鹰莺凤凰麟骏驰芹香莉艺菁\
倩媛媚娇娥姣婵妹姝妙好璟琦珂玮珏琼瑛琰琛琨玥洪涌润泽浦淳澜潇滨沛沐汉汝洛津溪潭洲湘权群亮光照昭景昂朗朋普曼秋冬夏冠凌先兆克凡\
承启士奇奎存宜宾密尚展屹岭嵩巍帝延开弓律御心必怀恺悠惟愿慈戈扬捷教敦斯方昕昱晏晗曙朔未本村杉栋标梁楚樱欧武毓水沁沂治泓湛满潮\
然熙爽牧玄珉甜田甫登盈益盼睿知硕磐秉科秦稳端笑笛筠策纬纲绍继罡翊耀胤舒艾芮苑茂茵莎葵蒙裕观训诺谨谷豫贝赫路辛迪逸道遥郁采野铎\
锡镇长闻阔陆雄雯霏霖露韬颂飘驹骥鲁鸣黎齐亚阿毛栓柱土木馨苒茹澄屿奕祎玺钰君树培元佩宗允钊耕耘渊渝祯禧筱绵缨羚舟菲葆蔓衡裳谊迎\
郡铃锴锟闽隽霆颐飒馥骁魁鸥黛龄亭仕仪伊佐修偲勋卉卓吟呈咏哲坤垣城堂堃增姿寅寒岑岱峥崇崎庭庚彧影徽忍忱恬恭懿戎抒拓挺旋旖旗昀易\
晟晶暄材杭柯柔栩桓棠棣楷榆槿歆汐汀泊浚涓涟淇添游湄溢漪烁烽熹爵珅璃璞瓒皓祖竞笙粤绪缘羡联肖腾臻舫芙荃莞菀蔚蕴薪蝶衍觅赞越轶迅\
逢遵邈鉴肇映慕沫羲琮琅炯恪觉埙淦钟临圻隐煊骅廷沄澔潼竣翌贻赟瑄琬璁璨甯晔昶旻杼檀橹沣泾淞渤滢灏煦烺祁禛秭穗竑箐绎缙羿芃茗荻萱\
葳蓁蔷薏裴谕贶赓轲轸遒邺鄢钦铄镕闳陶霁骋骢鹭麒龚之进兵想雷杨利畅会余旺石火三双丰奋援业仓粮娴婧媱嫒嫣姮妤妘妫妗姒婕娅娣嫦嬿怿\
恂悌惇愉慷懋勖劼劭勰颢颛颀熠燊炘烔炫焜熔珩珞珵瑀瑗瑭瑷璘璋璧瓅蒨蕙薰藜芊芩芪茉莓荔萩葶蓼梧棋棪楹槐樾橙檬汶沅沭泠泱洺浛浠渟湉\
溱溶滟漫潆澍澈濛瀚砚磬祈箬纾绾缦翎聿舜逍遐郢钺铠铮阅陌霓靖颉飏馡骞骊默凇凝劲励勉卿嗣威宪宽尊岗岳廉昆昼晋晚晤曜棉榛槟沃浙渭炽\
焰煌熊玖玫琉瑰矿穆芒虞蜀逊鄂震骄鹃鼎庄序娉腊革鹄喆堯昇弈宥语依冉筝";

/// Characters of grammar, of titles and of medicine: no given name has them.
const NEVER: &str = "\
的了着过是在有不没无非因被把将让使给对到往至等与及或而且但虽则即既就也还又再很太最更较极这那哪此其者所某他她它我你您们谁啥么\
吗呢吧啊呀病症痛疼癌瘤肿血压糖脂尿便粪痰咳喘烧汗晕眩吐泻痒麻胀闷乏疲累伤骨折断裂肝胆脾胃肠肾肺脑颅脊椎腰背腹胸颈肩膝踝腕肘臂\
腿脚手指趾头眼耳鼻咽喉舌齿牙唇皮肤细胞菌毒药片剂针液膏术切缝瘘检诊疗愈复护院室门床号岁日昨刻后该需要看说问告诉称述做服用吃喝\
睡拍打转送住入出回去走坐躺拿接受收取得每各只仅均已经由从于为以突近患疫孕产娩胎婴儿童女男婆爷奶姨妈爸哥姐弟氏员授师医主任个例\
次种类型级量值率情况状态体征史料点线面处式样化性加减些并共什怎何故跟比像似乎否终膜犬酶酸盐";

/// Given names that are words as well: parents chose them for that.
static GIVEN_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     可欣 可馨 可心 可儿 可人 可可 一诺 一鸣 一凡 一涵 一帆 一丹 一一 一宁 一铭 一冉 三毛 十月 五月 六一 九月 向阳 向东 向荣 向红 四喜 三喜 雨露 建国 建军 建设 建华 国庆 国强 国栋 卫国 卫东 爱国 爱民 援朝 文革 胜利 和平 光明 光荣 正义 长江 黄河 长城 \
     树林 树根 大山 石头 铁柱 铁牛 铁蛋 中华 新华 振华 兴华 东升 朝阳 朝霞 晨曦 青山 青松 松涛 海燕 春梅 雪梅 \
     腊梅 冬梅 荷花 翠花 金花 银花 菊花 桂花 海涛 海波 海峰 海洋 海滨 朝晖 明亮 明辉 明月 明珠 兴旺 满堂 万里 \
     千里 百川 双喜 双全 五一 六六 七巧 九九 余粮 清泉 东海 南山 西林 宝玉 宝珠 宝贵 彩云 彩霞 彩虹 秋菊 秋月 \
     秋香 月娥 如意 吉祥 文静 文明 文学 志强 志向 高峰 永恒 团结 友谊 爱群 学文 学武 立春 立夏 立秋 立冬 谷雨 \
     小雪 小满 小雨 大雪 元宵 端阳 中秋 重阳 端午 红梅 红军 红旗 红星 红霞 红卫 红兵 红伟 兰花 梅花 桃花 杏花 \
     梨花 雪花 莲花 牡丹 杜鹃 百合 玫瑰 茉莉 芙蓉 丁香 水仙 雪莲 白雪 白云 飞雪 飞燕 飞鸿 鹏程 锦绣 锦程 江山 \
     江河 江南 江海 山河 山峰 河山 黎明 天明 天亮 天真 天赐 天佑 天宝 天成 天生 天伦 英雄 英杰 英才 人杰 伟大 \
     伟业 伟人 伟岸 富强 富贵 贵宾 嘉宾 嘉庆 家庆 家宝 家豪 家乐 家和 家训 国华 国君 国安 国宝 国光 国荣 国富 \
     国粹 民生 民权 民兵 军民 军旗 军红 得胜 全胜 必胜 百胜 大胜 胜男 胜天 长胜 长生 长寿 长安 长春 长久 春雨 \
     春雷 春风 春华 春花 春燕 春光 春暖 春晓 春生 春秋 冬生 东方 东风 东来 东亮 东明 太阳 太平 太和 和谐 和睦 \
     和顺 平和 安康 安民 安然 安邦 康宁 康乐 康健 康定 乐观 乐天 乐乐 欢欢 欢喜 欢乐 喜乐 喜悦 喜庆 喜梅 喜鹊 \
     友爱 友情 多多 果果 豆豆 圆圆 甜甜 笑笑 露露 丫丫 妞妞 毛毛 牛牛 虎虎 龙龙 丁丁 冬冬 东东 亮亮 明明 星星 \
     晶晶 珍珍 珠珠 贝贝 莹莹 芳芳 丽丽 艳艳 燕燕 青青",
    )
    .into_iter()
    .collect()
});

/// Given names of characters that are grammar or medicine elsewhere.
static GIVEN_WHOLE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     来娣 招弟 来弟 引弟 招娣 有才 有福 有根 有志 有为 得福 得胜 来福 来喜 进才 丰收 解放 跃进 满仓 得水 亚男 \
     胜男 若男 如男 一男 亦男 雅男 佳男 宏男 冠男 思男 奇男 得志 得才 得贵 有德 有明 有成 有林 有军 有生 有财 \
     有粮 来生 来顺 来宝 来源 国有 大有 保住 留住 若女 淑女 春女 秀女 玉女 凤女 爱女 小女 巧女 晓女 向前 思今 \
     自立 自力 自豪 自明 自成 由美 以恒 以宁 以诺 以南 以沫 为民 为国 为人 为军 大为 无双 无忌 无忧 不凡 不悔 \
     其昌 其瑞 其林 其军 其明 其英 其美 其华 其芳 之光 之远 之恒 之韵 宜之 敬之 慕之 淑之 逸之 润之 长之 静之 \
     冰之 沐之 羡之 献之 羲之 也平 又明 又新 又生 再生 再兴 再兰 再明 小妹 三妹 二妹 大妹 四妹 阿妹 爱妹 秀妹 \
     金妹 银妹 玉妹 春妹 兄弟 小弟 子男 奕男 艺男 骁男 梓男",
    )
    .into_iter()
    .collect()
});

/// Words that follow a surname as a form of address or title: 王女士, 张医生.
static TITLES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     女士 先生 小姐 太太 夫人 阿姨 叔叔 大爷 大妈 大叔 大姐 大哥 奶奶 爷爷 婆婆 伯伯 老汉 老太 老人 老师 同学 同志 师傅 \
     医生 大夫 主任 教授 院长 护士 博士 专家 书记 科长 处长 局长 经理 老板 警官 记者 司机 家人 家属 家长 妈妈 爸爸 父亲 \
     母亲 老 总 工 导 医 组长 队长 所长 镇长 村长 校长 班长 老伴 大娘 老爹 宝宝 小朋友 同 姓 氏 家 大嫂 大婶 大伯 老伯 小弟 小妹妹 \
     公 伯 哥 姐 姨 叔 婶 嫂 爷 奶 老太太 老爷子 公子 小妹妹 女儿 儿子 妻子 丈夫 某某 医师 护师 技师 药师 院士",
    )
    .into_iter()
    .collect()
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

/// What is known of a character: bits 0 and 1 its weight as a surname, 0 for none; then the flags.
const COMPOUND_STARTS: u8 = 4;
const IN_GIVEN: u8 = 8;
const IN_NEVER: u8 = 16;
const WHOLE_STARTS: u8 = 32;
const TITLE_STARTS: u8 = 64;
const SIGN: u8 = 128;

/// Chinese characters that may tell of a name otherwise: 王某, 姓名.
const SIGNS: &str = "某姓";

/// The block of Chinese characters that the table covers.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// One byte a character: the detector asks for every character of every sentence that it sees.
static TABLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut table = vec![0; (LAST - FIRST + 1) as usize];
    let mut mark = |c: char, bits: u8| {
        if let Some(entry) = table.get_mut((c as u32).wrapping_sub(FIRST) as usize) {
            *entry |= bits;
        }
    };
    for (list, bits) in [
        (DOUBTFUL, 1),
        (WORDLIKE, 2),
        (PLAIN, 3),
        (GIVEN, IN_GIVEN),
        (NEVER, IN_NEVER),
        (SIGNS, SIGN),
    ] {
        list.chars().for_each(|c| mark(c, bits));
    }
    let firsts = |words: &mut dyn Iterator<Item = &'static str>| words.filter_map(|word| word.chars().next()).collect::<Vec<_>>();
    for (starts, bits) in [
        (firsts(&mut COMPOUND.iter().copied()), COMPOUND_STARTS),
        (
            firsts(&mut GIVEN_WHOLE.iter().chain(GIVEN_WORDS.iter()).copied()),
            WHOLE_STARTS,
        ),
        (firsts(&mut TITLES.iter().copied()), TITLE_STARTS),
    ] {
        starts.into_iter().for_each(|c| mark(c, bits));
    }
    // Traditional and other spellings are what they are folded to, so that a raw text can be looked at.
    for (at, bits) in table.clone().into_iter().enumerate().filter(|&(_, bits)| bits != 0) {
        for c in char::from_u32(FIRST + at as u32).into_iter().flat_map(spellings) {
            if let Some(entry) = table.get_mut((c as u32).wrapping_sub(FIRST) as usize) {
                *entry |= bits;
            }
        }
    }
    table
});

fn entry(c: char) -> u8 {
    TABLE.get((c as u32).wrapping_sub(FIRST) as usize).copied().unwrap_or(0)
}

fn begins(text: &str, flag: u8) -> bool {
    text.chars().next().is_some_and(|c| entry(c) & flag != 0)
}

/// Whether names can start with the character. Cheap: most characters are no surname.
pub(super) fn starts(c: char) -> bool {
    entry(c) & (COMPOUND_STARTS | 3) != 0
}

/// Whether a raw text may have a name, where `leads` says of the text before whether a name may stand behind its words, and `sign` of a text that
/// begins with another character than a surname or a usual Chinese one whether that tells of a name. Reads every character once, and looks
/// hardly a word up.
pub(super) fn may_be_in(text: &str, leads: impl Fn(&str) -> bool, sign: impl Fn(&str) -> bool) -> bool {
    let table = &**TABLE;
    let mut edge = true;
    for (at, c) in text.char_indices() {
        let Some(&entry) = table.get((c as u32).wrapping_sub(FIRST) as usize) else {
            if sign(&text[at..]) {
                return true;
            }
            edge = !is_han(c);
            continue;
        };
        if entry & (COMPOUND_STARTS | SIGN | 3) != 0 {
            let behind = || text[at + c.len_utf8()..].chars();
            let starts = entry & (COMPOUND_STARTS | 3) != 0;
            if starts && (edge && is_promising(c, behind(), false) || is_promising(c, behind(), true) && leads(&text[..at]))
                || entry & SIGN != 0 && sign(&text[at..])
            {
                return true;
            }
        }
        edge = false;
    }
    false
}

/// Whether a surname that starts with `c` may be one, by the two characters behind it. Behind a cue a common surname needs no common
/// given name; a surname that is a word of grammar always does.
pub(super) fn is_promising(c: char, behind: impl Iterator<Item = char>, cue: bool) -> bool {
    // Spaces and invisible characters may part a name; a sign ends it.
    let mut given = behind.filter(|&c| is_han(c) || !c.is_whitespace() && class(c) != Class::Ignorable);
    let (first, second) = (given.next().unwrap_or(','), given.next().unwrap_or(','));
    let (one, two) = (entry(first), entry(second));
    if one & WHOLE_STARTS != 0 && is_whole(&String::from_iter([first, second].map(folded))) || entry(c) & COMPOUND_STARTS != 0 {
        return is_han(first);
    }
    if one & IN_NEVER != 0 || !is_han(first) {
        return false;
    }
    let (common, both) = (one & IN_GIVEN != 0, two & IN_GIVEN != 0);
    match entry(c) & 3 {
        1 => common && (cue || both || !is_han(second)),
        _ => cue || common || both,
    }
}

/// The character that this one is folded to, if it is one.
pub(super) fn folded(c: char) -> char {
    match fold(c) {
        Folded::One(plain) => plain,
        _ => c,
    }
}

/// The surname at the start of the text: its length in bytes, and what it says.
pub(super) fn surname(text: &str) -> Option<(usize, Weight)> {
    let c = text.chars().next()?;
    let entry = entry(c);
    if entry & COMPOUND_STARTS != 0
        && let Some(compound) = COMPOUND.iter().find(|compound| text.starts_with(**compound))
    {
        return Some((compound.len(), Weight::Plain));
    }
    let weight = match entry & 3 {
        1 => Weight::Doubtful,
        2 => Weight::Wordlike,
        3 => Weight::Plain,
        _ => return None,
    };
    Some((c.len_utf8(), weight))
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

/// Whether it is a given name though its characters or the whole would speak against it: 招弟, 建国.
pub(super) fn is_whole(text: &str) -> bool {
    begins(text, WHOLE_STARTS) && (GIVEN_WHOLE.contains(text) || GIVEN_WORDS.contains(text))
}

/// Judges one or two characters after a surname.
pub(super) fn given(text: &str) -> Given {
    if begins(text, TITLE_STARTS) && TITLES.contains(text) && !is_whole(text) {
        Given::Never
    } else {
        characters(text)
    }
}

/// The same for a part of a given name, which may begin like a title: 家 of 家豪.
pub(super) fn characters(text: &str) -> Given {
    if is_whole(text) {
        return Given::Sure;
    }
    if text.chars().any(|c| entry(c) & IN_NEVER != 0 || !is_han(c)) {
        return Given::Never;
    }
    let mut chars = text.chars();
    let twice = matches!((chars.next(), chars.next()), (Some(a), Some(b)) if a == b);
    match text.chars().filter(|&c| entry(c) & IN_GIVEN != 0).count() {
        count if twice || count == text.chars().count() => Given::Sure,
        0 => Given::Maybe,
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
            ("晚囫", Given::Likely),
            ("囫", Given::Maybe),
            ("囫囵", Given::Maybe),
            ("囡囡", Given::Sure),
            ("招弟", Given::Sure),
            ("建国", Given::Sure),
            ("某某", Given::Never),
            ("女士", Given::Never),
            ("医生", Given::Never),
            ("x", Given::Never),
        ] {
            assert_eq!(given(text), expected, "{text}");
        }
    }

    #[test]
    fn names_promise_themselves() {
        let promising = |name: &str, cue| {
            let mut chars = name.chars();
            is_promising(chars.next().unwrap(), chars, cue)
        };
        for (name, alone, behind_cue) in [
            ("王建国", true, true),
            ("王 建\u{200B}国", true, true),
            ("欧阳囫", true, true),
            ("王囫囵", false, true),
            ("王某", false, false),
            ("王，建国", false, false),
            ("王a", false, false),
            // A word of grammar needs a common given name, and one that has two where nothing leads to it.
            ("于建国", true, true),
            ("于国。", true, true),
            ("于建囵", false, true),
            ("于囫囵", false, false),
            ("王招弟", true, true),
        ] {
            assert_eq!((promising(name, false), promising(name, true)), (alone, behind_cue), "{name}");
        }
    }

    #[test]
    fn a_text_without_names_is_passed_over() {
        let may = |text: &str| {
            may_be_in(
                text,
                |before| before.ends_with("患者"),
                |sign| sign.starts_with("*") || sign.starts_with("某患"),
            )
        };
        for text in [
            "王建国出院",
            "，王建国",
            "患者王囫囵",
            "今有患者張偉",
            "患者痛*",
            "今有某患者",
        ] {
            assert!(may(text), "{text}");
        }
        // No surname, no given name, and a surname within a word, to which nothing leads.
        for text in ["", "，痛建国", "患者痛建国", "患者王某", "把王建国"] {
            assert!(!may(text), "{text}");
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
