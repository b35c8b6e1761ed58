//! Words that lead to a name, follow it, or say whose name it is.
//!
//! Compiled by hand for this crate, from the ways in which hospitals write of patients and of staff: thank-you letters, lists of operations,
//! case stories, notices of ward rounds.

use std::sync::LazyLock;

use super::cue::words;

/// Words for somebody who is treated, and for the family.
pub(super) static PATIENT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "\
     患者 病人 病患 病友 产妇 孕妇 孕产妇 伤者 伤员 患儿 患儿家长 死者 逝者 供者 受者 供体 捐献者 捐献人 感染者 新生儿 \
     确诊病例 无症状感染者 家属 住院者 就诊者 求助者 体检者 受检者 被救者 产妇姓名 患者姓名 病人姓名 患儿姓名 受检者姓名 \
     就诊人 就诊人姓名 监护人 病患姓名 随访对象",
    )
});

/// Words that lead to a patient's name only where the sentence speaks of treatment.
pub(super) static WEAK: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "\
     岁的 岁 旬的 岁男子 岁女子 岁男孩 岁女孩 岁老人 岁小伙 岁姑娘 岁大爷 岁大妈 名叫 我叫 村民 市民 居民 群众 工人 农民 老人 \
     男孩 女孩 小伙 姑娘 大爷 大妈 老汉 学生 小朋友 男子 女子 女婴 男婴 乘客 宝宝 父亲 母亲 妻子 丈夫 儿子 女儿 爱人 老伴 \
     孙子 孙女 之母 之父 之子 之女 为 给 替 帮 对 将 把 让 救治 抢救 收治 接诊 救助 探望 看望 陪 送 救下 救回 随访",
    )
});

/// Words for those who treat, and for others who are named in public for what they do.
pub(super) static STAFF: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "\
     医生 医师 主任 副主任 教授 护士 护士长 护师 院长 副院长 大夫 博士 硕士 专家 老师 技师 药师 书记 科长 主刀 局长 部长 \
     会长 院士 团队 记者 通讯员 志愿者 导师 队长 组长 麻醉师 治疗师 规培生 工程师 同志 主治 主管 医务 院办 法官 律师 警官 \
     民警 演员 歌手 导演 作家 作者 审核 编辑 摄影 文字 撰稿 供稿 校对 责编 图文 来源 讲师 研究员 所长 代表 委员 选手 运动员 \
     教练 董事长 总经理 市长 省长 县长 镇长 总统 总理 主席 医务工作者 助产士 司机 等人 出诊 坐诊",
    )
});

/// Words in a sentence about somebody's career rather than about an illness.
pub(super) static CAREER: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "\
     主任医师 主治医师 副教授 教授 毕业 学历 学士 硕士 博士 党员 汉族 籍贯 现任 历任 曾任 专家 擅长 职称 职务 导演 演员 \
     歌手 主演 球员 教练 冠军 参赛 从事 任职 聘 专业 嫌疑人 被告 主席 总统 总理",
    )
});

/// Words of illness and treatment.
pub(super) static MEDICAL: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "\
     患者 病人 入院 住院 出院 来院 就诊 诊断 确诊 手术 术后 术前 治疗 救治 抢救 急诊 病情 疾病 骨折 癌 肿瘤 结石 肺炎 肝炎 \
     阑尾炎 关节炎 疼痛 胸痛 腹痛 头痛 腰痛 出血 梗死 梗塞 中风 心梗 脑梗 高血压 糖尿病 化疗 放疗 透析 移植 捐献 病房 病区 \
     icu 重症 昏迷 休克 发热 发烧 床号 病床 阳性 阴性 核酸 化验 检验 体检 切除 穿刺 支架 分娩 剖宫产 顺产 产下 新生儿 早产 \
     心脏病 感染 骨髓 综合征 根治术 造影 我院 病例 复查 随访",
    )
});

/// Diseases and treatments with which nobody may be named.
pub(super) static UNNAMEABLE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "\
     艾滋 hiv 梅毒 淋病 尖锐湿疣 精神分裂 精神病 精神障碍 精神科 双相情感 抑郁症 躁狂 辅助生殖 试管婴儿 人工授精 吸毒 戒毒 \
     性侵 强奸 鼠疫 霍乱 麻风 肺结核",
    )
});

/// What people do who are ill: these begin right behind the name.
pub(super) static PREDICATES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "被诊断 被确诊 确诊 患有 身患 罹患 患上 患病 患了 住进 住院 入院 出院 术后 病情 康复出院 被送 被紧急 被推进 被推出 突发 突感 突然晕 \
     突然昏 突然倒 急诊 病危 不幸患 不幸被 成功接受 接受手术 接受了手术 接受治疗 接受化疗 做完手术 晕倒 昏倒 痊愈 产下 诞下 顺利产 顺利分娩 \
     转入 转院 就诊 来我院 来院 到我院 躺在 的病情 的家属 的家人 的主治 的主管医 的手术 的检查 的住院 的化验 的诊断 的母亲 的父亲 的妈妈 的爸爸 \
     的妻子 的丈夫 的儿子 的女儿",
    )
});

/// What may stand between a name and its predicate.
pub(super) static ADVERBS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words("终于 已经 已 今日 今天 昨日 昨天 日前 近日 目前 也 便 就 突然 不幸 顺利 最终 于 正 在家中 在家 在我院 曾")
});

/// Forms of address behind a full name.
pub(super) static ADDRESSES: LazyLock<Vec<&str>> =
    LazyLock::new(|| words("先生 女士 老人 大爷 大妈 阿姨 奶奶 爷爷 叔叔 婆婆 小朋友 宝宝 同学 老伯 大叔 大姐 大哥"));

/// Where somebody who has a reason (因…) ends up.
pub(super) static OUTCOMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "\
     入院 就诊 住院 来院 我院 送医 送到 送至 送往 急诊 手术 收治 收入 诊断 医院 求医 求诊 离世 去世 死亡 转入 抢救 治疗",
    )
});

/// Words that go on behind a name. One character says as much as several here: a name ends before them.
pub(super) static FOLLOWING: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "\
     因 于 在 的 被 经 行 将 为 已 也 是 和 与 及 同 向 对 从 由 到 来 去 说 称 自 把 给 让 就 又 还 再 便 需 可 不 没 未 \
     无 很 仍 其 即 后 前 今 昨 突 近 患 住 入 出 转 送 术 伴 诉 服 用 做 予 按 拟 拨 带 拿 捧 拉 握 写 终 一直 目前 现 怀 \
     产下 诞下 生下 分娩 躺 每 十分 非常 激动 高兴 流 主动 专程 特意 特地 亲自 感谢 表示 告诉 病情 家属 家人 家中 顺利 恢复 \
     康复 成功 接受 致 进行 实施 施行 开展 安排 完成 明显 反复 出现 发现 自述 感觉 感到 觉得 所患 本人 及其 夫妇 夫妻 一家 能 发热 之子 之女 之父 之母 之妻 之夫 等 先生 女士 老人 \
     大爷 大妈 阿姨 奶奶 爷爷 叔叔 婆婆 小朋友 宝宝 同学 老伯 大叔 大姐 手术 年 时 身 右 左 双 胸 腹 头 体 血 心 肺 肝 肾 \
     脑 只 都 曾 确诊 诊断 检查 化验 阳性 阴性 复 父 母 妻 丈夫 儿子 女儿 爱人 老伴 男 女",
    )
});
