//! Words that lead to a name, follow it, or say whose name it is.
//!
//! Compiled by hand for this crate, from the ways in which hospitals write of patients and of staff: thank-you letters, lists of operations,
//! case stories, notices of ward rounds.

use std::sync::LazyLock;

use super::cue::{Anywhere, Edges, words};

/// Words for somebody who is treated, and for the family: a name right behind is a patient's.
pub(super) const PATIENT: &str = "\
患者 病人 病患 病友 病员 产妇 孕妇 孕产妇 孕妈妈 伤者 伤员 伤病员 患儿 患儿家长 死者 逝者 供者 受者 供体 受体 捐献者 捐献人 捐髓者 感染者 \
携带者 新生儿 早产儿 确诊病例 疑似病例 无症状感染者 家属 住院者 就诊者 求助者 求助人 体检者 受检者 被救者 获救者 就诊人 监护人 随访对象 \
产妇姓名 患者姓名 病人姓名 患儿姓名 受检者姓名 就诊人姓名 病患姓名 家属姓名 婴儿姓名 母亲姓名 父亲姓名 感谢人 致谢人 写信人 赠送人 敬赠人 \
患者本人 患者家长 受试者 受种者 吸毒人员 戒毒人员 患方代表 患者代表 病人代表 家属代表 接种者 溺水者 轻生者 坠楼者 中毒者 受伤者 被害人 受害者 受害人 精神病人 老病号 病号 幸存者 住院病人";

/// Words that lead to a patient's name only where the sentence speaks of treatment.
pub(super) const WEAK: &str = "\
岁的 岁 旬的 旬老人 岁男子 岁女子 岁男孩 岁女孩 岁老人 岁小伙 岁姑娘 岁大爷 岁大妈 名叫 我叫 他叫 她叫 叫 叫做 我是 本人 村民 市民 居民 群众 工人 农民 \
老人 男孩 女孩 男童 女童 儿童 小伙 小伙子 姑娘 大爷 大妈 大叔 大姐 阿姨 奶奶 爷爷 老汉 学生 小朋友 男子 女子 女婴 男婴 乘客 宝宝 宝妈 准妈妈 \
 之母 之父 之子 之女 之妻 司机 老师 教师 同学 职工 员工 民工 老党员 老兵 退休工人 退休教师 \
此时 当时 这时 随后 原来 只见 如今 后来 目前 最终 终于 曾经 申请人 原告 快递员 外卖员 外卖小哥 保安 保洁员 环卫工 环卫工人 清洁工 销售员 业务员 会计 厨师 农民工 技术员 大学生 中学生 小学生 高中生 初中生 游客 旅客 老太太 老太 老爷子 老先生 小姑娘 \
小女孩 小男孩 女生 男生 青年 女青年 男青年 中年男子 中年女子 工友 战士 辅导员 出租车司机 货车司机 \
患儿家长 军人 退伍军人 个体户 养殖户 渔民 牧民 菜农 果农 木匠 瓦工 电工 焊工 矿工 裁缝 外来务工人员 务工人员 准爸爸 老奶奶 老爷爷 老大爷 老大娘";

/// Kin: of a patient, if the sentence has spoken of one.
pub(super) const KIN: &str = "妈妈 爸爸 父亲 母亲 妻子 丈夫 儿子 女儿 爱人 老伴 孙子 孙女 孩子 哥哥 姐姐 弟弟 妹妹 家长 外婆 外公 爷爷 奶奶 舅舅 姑姑 侄子 侄女 外甥 女婿 儿媳";

/// Headings behind whose colon patients are named.
pub(super) const HEADINGS: &str = "\
签名 签字 处方 疫苗接种 预约成功 今日入院 今日出院 今日手术 新入院 新入 入院 出院 手术 转入 转出 病危 病重 名单 体检 随访记录 随访 病例讨论 会诊记录 手术通知单 出院小结 \
出院记录 入院记录 抢救记录 投诉人 患方 患方代表 被鉴定人 病例 病案 报告单 筹款 求助 捐助对象 资助对象 危急值报告 叫号 请就诊 候诊 过号 患者 病人";

/// What is done to a patient, and to whom: with these a name needs no doing of its own.
pub(super) const TREATED: &str = "\
为 给 替 帮 对 将 把 让 与 和 由 向 救治 抢救 收治 接诊 救助 探望 看望 慰问 陪 陪同 陪伴 送 救下 救回 救起 随访 发现 看着 看到 扶着 搀扶 扶起 拉着 握着 抱着 抱起 扶 推着 抬着 祝 祝福 祝贺 祝愿 帮助 帮 照顾 照料 护送 转运 救活 得知 通知 联系 询问 叮嘱 告知 安慰 鼓励 请 喊 呼叫 救 诊治 治好 治愈 确认 获悉 想起 记得 目送 送走 迎来 见到 见到了 您好 你好 尊敬的 减免 慰问了 帮帮 救救 帮助了 代替 为了给 关于 转告 致 患病的 同病房的 邻床的 病床上的 轮椅上的 住院的 化疗的 手术的 治疗的 康复的 康复后的 出院的 痊愈的 愿 收到 送别 缅怀 悼念";

/// Words for those who treat, and for others who are named in public for what they do.
pub(super) const STAFF: &str = "\
医生 医师 主任 副主任 教授 护士 护士长 护师 院长 副院长 大夫 博士 硕士 专家 技师 药师 书记 科长 主刀 局长 部长 会长 院士 团队 记者 通讯员 志愿者 导师 \
队长 组长 麻醉师 治疗师 规培生 进修生 实习生 研究生 工程师 同志 主治 主管 医务 院办 法官 律师 警官 民警 辅警 交警 演员 歌手 导演 作家 作者 审核 审校 编辑 摄影 文字 \
撰稿 供稿 校对 责编 图文 来源 讲师 研究员 所长 代表 委员 选手 运动员 教练 董事长 总经理 市长 省长 县长 镇长 总统 总理 主席 医务工作者 助产士 等人 出诊 坐诊 \
术者 一助 二助 三助 助手 麻醉 巡回 器械 巡回护士 器械护士 洗手护士 责任护士 管床 检查者 审核者 报告者 检验者 记录者 记录人 核对者 执行者 负责人 联系人 \
主持人 主讲人 主讲 讲者 授课 报告人 发言人 申请人 主编 副主编 文/ 图/ 摄 报道 组稿 图片 制图 签发 监制 主任委员 副主委 主委 名医 名中医 领队 站长 校长 \
馆长 处长 干事 护理员 药剂师 检验师 影像师 心理师 咨询师 营养师 调解员 客服 义工 社工 救援队员 消防员 学者 先生著 主诊 首诊 经治 带教 值班 主刀医 主麻 麻醉者 手术者 \
送检医师 申请医师 报告医师 医者 医圣 药王 发明者 创始人 奠基人 得主";

/// Words behind a name that make it a member of staff's, or another's who is no patient.
pub(super) const TITLES: &str = "\
医生 医师 主任 副主任 教授 副教授 护士 护士长 护师 院长 副院长 大夫 博士 硕士 专家 技师 药师 书记 科长 主刀 局长 部长 会长 院士 团队 记者 通讯员 志愿者 导师 \
队长 组长 麻醉师 治疗师 规培生 工程师 主治 主管 法官 律师 警官 民警 演员 歌手 导演 作家 讲师 研究员 所长 代表 委员 选手 教练 董事长 总经理 市长 \
省长 县长 镇长 总统 总理 主席 助产士 等医 等专家 等护 等人主 工作室 名医 名中医 劳模 等同志 一行 常务 特聘 首席 学科带头人 国医大师 副书记 纪委 处长 主编 校长 站长 \
报道 摄 主讲 带队 率队 领衔 课题组 老师 主诊 两位医 两位护 三位医 等多位 等多名 带教";

/// What a member of staff does, and whoever else is no patient.
pub(super) const STAFF_ACTS: &str = "\
为患者 为病人 为患儿 为产妇 为其 为他 为她 给患者 给病人 给他 给她 对患者 对病人 带领 率领 率队 带队 团队 主刀 介绍 讲解 查房 会诊 接诊 发现患者 建议 提醒 强调 指出 \
认为 解释 组织 坐诊 出诊 擅长 毕业 从事 从医 从教 当选 荣获 荣膺 获得 发表 主持 出席 致辞 致欢迎 讲话 作报告 陪同 调研 报道 撰稿 担任 任职 聘任 受聘 上任 主讲 授课 \
作为 参加 参与 执教 率先 宣布 签约 代言 饰演 主演 出演 执导 上映 新片 球队 比赛 赛季 被捕 逮捕 起诉 判处 涉嫌 当地 竞选 访华 会见 会谈 访问 书法 创作 撰写 编著 著有 \
评估 和同事 及其团队 等专家 仔细询问 耐心 立即为 迅速 赶到 检查后 诊断患者 告诉患者 告诉病人 叮嘱 开展了 值班 巡视 下乡 义诊 援 支援 带教 研究 课题 学术 \
协助 安抚 医术 医德 所在的 走出 共同努力 心肺复苏 保驾护航 长舒 组织抢救 下班 的团队 的带领 的指导 的努力 的精心 主持手术 参与抢救 手把手 把患者 让患者 用爱 守护 查看 阅片";

/// What people do who are ill.
pub(super) const PATIENT_ACTS: &str = "\
被诊断 被确诊 确诊 诊断为 诊断出 查出 被查 检查出 体检时 患有 身患 罹患 患上 患病 患了 患的 患者 突患 不幸患 患 住进 住院 入住 入院 出院 入科 收入 收治 术后 术前 手术后 病情 病危 病逝 病重 \
被送 被紧急 被推 被抬 被救 被转 被抢救 被家人 被家属 被同事 被撞 被咬 被毒 送医 送到 送至 送往 送来 送入 送进 推进手术 推入手术 推出手术 抬上 抬进 突发 突感 突然 \
胸痛 腹痛 头痛 腰痛 疼痛 发热 发烧 咳嗽 晕倒 昏倒 昏迷 晕厥 摔倒 跌倒 摔伤 倒地 倒在 休克 呼吸急促 呼吸困难 呼吸骤停 心跳 心脏骤停 抽搐 呕吐 吐血 便血 咯血 出血 骨折 受伤 急诊 不适 \
接受手术 接受了 接受治疗 接受化疗 接受移植 接受 做了手术 做完手术 做手术 的手术 行手术 痊愈 治愈 治好 康复 恢复 好转 脱离危险 脱险 转危为安 苏醒 醒来 醒了 下床 行走 走路 站起来 重获 重见 \
重返 就能 能够 产下 诞下 生下 生产 临产 顺产 剖宫产 分娩 怀孕 怀着 孕 转入 转院 转到 转往 就诊 求医 求诊 求治 来院 到院 到我院 来我院 来到我院 来到医院 来医院 到医院 赶到医院 慕名 来到 带着孩子 抱着孩子 向医护 向医生 向护士 向主治 向全体 对医护 对医生 给医生 给医护 躺在 躺着 卧床 \
的病 的家属 的家人 的亲属 的主治 的主管医 的检查 的化验 的诊断 的母亲 的父亲 的妈妈 的爸爸 的妻子 的丈夫 的儿子 的女儿 的爱人 的老伴 的孩子 的子女 误吞 误食 误服 左腿 右腿 左手 右手 左臂 右臂 左眼 右眼 左脚 右脚 的肿瘤 的心 的血 的肺 的肝 的肾 的胃 的肠 的脑 的骨 的腿 \
的手 的脚 的腰 的眼 的伤 的症 的体 的生命 的命 的术 的治疗 的情况 的身体 的康复 的疼 的腹 的呼吸 的瘤 的颈 的脊 的胸 的胆 的角膜 的遗体 的器官 的骨髓 之子 之女 之父 之母 之妻 之夫 家属 家人 全家 及全家 \
及家属 及家人 及其家 敬上 泣谢 敬赠 赠送 赠锦 送锦旗 送上锦 送来锦 锦旗 感谢信 鞠躬 道谢 致谢 感激 感谢 谢谢 含泪 流泪 流下 热泪 泪 激动地 哽咽 握着医 拉着医 握着护 拉着护 拉着主 握着主 捐献 捐出 筹款 走失 缴费 取药 取报告 \
领取 复查 复诊 随访 换药 输液 打针 吃药 服药 喝药 化疗 放疗 透析 移植 插管 抢救 救治 病史 病程 诊断 去世 逝世 离世 死亡 不治 身亡 生命体征 血压 体温 心率 呼吸 意识 瞳孔 住了 住在 送锦 做完 做了 \
进行了 成功实施 顺利实施 实施了 成功施行 施行 成功行 成功接受 顺利接受 顺利出 顺利产 顺利分 全麻 麻醉 手术 切除 植入 置换 需要禁食 禁食 进食 能吃 能走 能下 可下床 拄着 坐着轮椅 坐轮椅 病了 病倒 发病 犯病 复发 恶化 加重 脑梗 心梗 中风 癌 肿瘤 白血病 尿毒症 \
糖尿病 高血压 结石 肺炎 肝炎 贫血 过敏 中毒 感染 烧伤 烫伤 瘫痪 残疾 失明 住 疗养 陪护 陪床 床位 病床 病房 出生体重";

/// Words in a sentence about somebody's career rather than about an illness.
pub(super) const CAREER: &str = "\
主任医师 主治医师 副教授 教授 毕业 学历 学士 硕士 博士 本科 大专 党员 籍贯 现任 历任 曾任 专家 擅长 职称 职务 导演 演员 歌手 主演 球员 教练 冠军 参赛 从事 任职 聘 专业 嫌疑人 \
被告 主席 总统 总理 拟录用 拟任 公示期 笔试 面试 应聘 任命 提拔 考核 入职 参赛者 选手 队员 颁奖 颁发 荣誉证书 奖状 表彰 授予 欢送会 座谈会 授课 讲课";

/// Words of illness and treatment.
pub(super) const MEDICAL: &str = "\
患者 病人 入院 住院 出院 来院 就诊 诊断 确诊 手术 术后 术前 治疗 救治 抢救 急诊 病情 疾病 骨折 癌 肿瘤 结石 肺炎 肝炎 阑尾炎 关节炎 疼痛 胸痛 腹痛 头痛 腰痛 出血 梗死 梗塞 中风 心梗 脑梗 \
高血压 糖尿病 化疗 放疗 透析 移植 捐献 病房 病区 icu 重症 昏迷 休克 发热 发烧 床号 病床 阳性 阴性 核酸 化验 检验 体检 切除 穿刺 支架 分娩 剖宫产 顺产 产下 新生儿 早产 心脏病 \
感染 骨髓 综合征 根治术 造影 我院 贵院 病例 复查 随访 医护 医生 护士 主刀 门诊 取药 缴费 采血 诊室 护士站 取报告 肾衰竭 肝硬化 术程 微创 住进 查出 患病 患有 病史 康复 痊愈 苏醒 病历 病案 医院 白血病 尿毒症 红斑狼疮 白内障 出生体重 锦旗 感谢信 治病 就医 送医";

/// Signs of an illness in the names of illnesses.
pub(super) const ILLNESS: &str = "危重 病重 呼吸困难 晕倒 送医 病 症 炎 癌 瘤 患 疮 梗 衰竭 硬化 骨折 结石 结节 突出 手术 术后 受伤 昏迷 高血压 低血压 切除 清除术 置换 植入 支架 搭桥 剖宫产 内科 外科 儿科 骨科 眼科 产科 妇科 皮肤科 急诊科 肿瘤科 医学科 耳鼻喉科 口腔科 感染科 呼吸科 康复科 \
胃镜 肠镜 检查报告 检查时间 预约 接种 处方 消融 固定术 乳化术 根治术 成形术 吻合术";

/// Words of a stay in hospital: a name in such a sentence is a patient's unless something makes it a member of staff's.
pub(super) const CARE: &str = "\
住院 入院 出院 病房 病床 重症监护 监护室 icu 手术室 急诊 抢救 抢救室 我院 贵院 医护人员 主治 化疗 放疗 透析 康复 术前 术后 手术 伤口 检查结果 ct片 肝功能 血糖 血压 治病 治疗费 \
医药费 手术费 生命危险 转危为安 病危 病情 担架 平车 轮椅 救护车 120 腹痛 胸痛 昏迷 骨折 脱险 剧烈 呼吸机 插管 输血 医疗费";

/// Whoever speaks may be of staff.
pub(super) const SPEECH: &str = "说 称 道 表示 告诉 介绍 讲 认为 指出 建议 提醒 强调 解释 问 坦言 透露 呼吁 和 与 及 等 率 带 为 给 对 在 作 从 教 用 将 把 发现 开展 完成 进行 实施 走进 走出 一行 每 写";

/// Diseases and treatments with which even news may not name anybody, and cases in which no minor and no victim may be named.
pub(super) const UNNAMEABLE: &str = "\
艾滋 hiv 梅毒 淋病 尖锐湿疣 生殖器疱疹 性病 精神分裂 精神病 精神障碍 精神疾病 精神科 精神卫生中心 双相情感 双相障碍 抑郁症 躁狂 癔症 妄想症 辅助生殖 试管婴儿 人工授精 人工受精 胚胎移植 供精 供卵 \
代孕 吸毒 戒毒 毒瘾 性侵 强奸 猥亵 虐待 家暴 遭拐卖 被拐卖 鼠疫 霍乱 炭疽 麻风 肺结核 结核病 非典型肺炎 禽流感 埃博拉 猴痘";

/// What begins behind a name and a comma: 王小禾，因…
pub(super) const RESUMED: &str = "因 被 突发 突感 突然 患有 患上 身患 确诊 诊断 入院 住院 术后 住进 主诉 病情 经抢救 抢救无效 系我院 是我院 在我院 于我院 来我院";

/// What may stand between a name and what its bearer does.
pub(super) const ADVERBS: &str = "终于 已经 已 今日 今天 昨日 昨天 日前 近日 目前 也 便 就 突然 不幸 顺利 最终 于 正 在家中 在家 在我院 曾 因 由于 的 又 再次 再 刚 刚刚 一直 同日 均 仍 还 今年 同样 先后 不慎 不小心 意外";

/// Forms of address behind a full name.
pub(super) const ADDRESSES: &str = "先生 女士 老人 大爷 大妈 阿姨 奶奶 爷爷 叔叔 婆婆 小朋友 宝宝 同学 老伯 大叔 大姐 大哥 老汉 大娘 同志 老太 伯伯 老爷子 老太太";

/// Function words of one character behind a name: what goes on behind them is anything.
pub(super) const JOINTS: &str = "因于在的被经行将为已也是和与及同向对从由到来去说称自把给让就又还再便需可能不没未无很仍其即后前今昨患住入出转送术伴诉服用做予按拟拨带拿捧拉握写终";

/// Words of several characters that go on behind a name.
pub(super) const FOLLOWING: &str = "\
一同 一起 一道 早日 家庭 家人们 委托 陪同 笑着 迎上 捐款 捐资 走进 走出 来自 配型 一直 目前 现在 如今 怀孕 产下 诞下 生下 躺在 每天 每日 十分 非常 激动 高兴 流泪 流下 主动 专程 特意 特地 亲自 感谢 表示 告诉 病情 家属 家人 家中 家境 家住 家里 顺利 恢复 康复 成功 接受 进行 实施 施行 开展 \
安排 完成 明显 反复 出现 发现 自述 感觉 感到 觉得 所患 本人 及其 夫妇 夫妻 一家 全家 发热 之子 之女 之父 之母 之妻 之夫 先生 女士 老人 大爷 大妈 阿姨 奶奶 爷爷 叔叔 婆婆 小朋友 宝宝 同学 同志 老伯 大叔 大姐 大哥 老汉 \
老师 手术 确诊 诊断 检查 化验 阳性 阴性 复查 复诊 父亲 母亲 妻子 丈夫 儿子 女儿 爱人 老伴 孩子 父母 两人 三人 二人 全身 全麻 今日 今天 今年 今晨 今晚 明日 明天 昨日 昨天 昨晚 近日 日前 当天 当日 当晚 第一 第二 第三 \
右腿 左腿 右手 左手 右侧 左侧 双腿 双眼 胸部 腹部 头部 身体 身上 身患 血压 血糖 体温 心率 心跳 心脏 心肌 呼吸 肺部 肝脏 肾脏 脑部 脑梗 脑出血 只有 都已 曾经 曾在 住院 入院 出院 转院 就诊 来院 来到 因为 由于 随即 \
立即 立刻 马上 突然 突发 突感 不幸 终于 最终 已经 正在 仍在 还在 虽然 尽管 虽已 却又 依然 坚持 曾因 曾患 患有 患者 要求 需要 请求 希望 想要 可以 能够 不能 无法 没有 未能 未见 未婚 已婚 重获 重新 再次 又一次 生命体征 生命 \
意识 神志 情况 症状 伤情 伤势 病逝 去世 逝世 离世 死亡 不治 脱离 转危 术后 术前 术中 行走 下床 走失 缴费 到二号 到三号 到一号 办理 出生 体重 及家 及全 敬上 致 等 男 女 身 右 左 双 胸 腹 头 体 血 心 肺 肝 肾 脑 都 只 曾 年 时 复 父 母 妻 突 近 每 现 身高";

macro_rules! edges {
    ($($name:ident = $how:ident $list:ident;)*) => {
        $(pub(super) static $name: LazyLock<Edges> = LazyLock::new(|| Edges::$how(words($list)));)*
    };
}

edges! {
    PATIENT_BEFORE = ends PATIENT;
    WEAK_BEFORE = ends WEAK;
    TREATED_BEFORE = ends TREATED;
    KIN_BEFORE = ends KIN;
    HEADINGS_BEFORE = ends HEADINGS;
    STAFF_BEFORE = ends STAFF;
    TITLES_BEHIND = starts TITLES;
    ADVERBS_BEHIND = starts ADVERBS;
    ADDRESSES_BEHIND = starts ADDRESSES;
    FOLLOWING_BEHIND = starts FOLLOWING;
    ACTS_BEHIND = starts PATIENT_ACTS;
    RESUMED_BEHIND = starts RESUMED;
    SPEECH_BEHIND = starts SPEECH;
    RECORDS_BEHIND = starts RECORDS;
}

/// What the bearer of a name does: words of patients first, then those of staff.
pub(super) static ACTS: LazyLock<Anywhere> =
    LazyLock::new(|| Anywhere::new(words(PATIENT_ACTS).into_iter().chain(words(STAFF_ACTS))));

/// The marks of a patient behind a name.
pub(super) const RECORDS: &str = "住院号 门诊号 病案号 病历号 床号 身份证 就诊卡号 医保号 诊断 住院 入院 主诉 病史 ct b超 彩超 核磁 mri 胃镜 肠镜 心电图 病理 影像号 检查号 标本 登记号 孕 术后 拟行";

/// How many of [`ACTS`] are a patient's.
pub(super) static PATIENTS_ACTS: LazyLock<usize> = LazyLock::new(|| words(PATIENT_ACTS).len());

/// Every word that may stand before a name: the characters at their ends tell most places apart from the start of a name.
pub(super) static BEFORE: LazyLock<Edges> = LazyLock::new(|| {
    let cues = [PATIENT, WEAK, TREATED, KIN, STAFF].into_iter().flat_map(words);
    Edges::ends(cues.chain(["姓名", "床", "床位", "叫", "是", "为", "的", "和", "与", "及"]))
});

pub(super) static IS_CARE: LazyLock<Anywhere> = LazyLock::new(|| Anywhere::new(words(CARE)));
pub(super) static HAS_PATIENT: LazyLock<Anywhere> = LazyLock::new(|| Anywhere::new(words(PATIENT)));
pub(super) static IS_MEDICAL: LazyLock<Anywhere> =
    LazyLock::new(|| Anywhere::new([MEDICAL, PATIENT, UNNAMEABLE].into_iter().flat_map(words)));
pub(super) static IS_ILLNESS: LazyLock<Anywhere> =
    LazyLock::new(|| Anywhere::new([MEDICAL, PATIENT, UNNAMEABLE, ILLNESS, CARE].into_iter().flat_map(words)));
pub(super) static IS_CAREER: LazyLock<Anywhere> = LazyLock::new(|| Anywhere::new(words(CAREER)));
pub(super) static IS_UNNAMEABLE: LazyLock<Anywhere> = LazyLock::new(|| Anywhere::new(words(UNNAMEABLE)));
