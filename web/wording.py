"""The Chinese words of statuses, decisions and posts on screens; English goes through the catalogue."""

from collections.abc import Callable

from engine.handling import alternatives
from engine.meetings import state
from engine.said import Said
from engine.titles import entries, money

Translate = Callable[[str], str]

INSTEAD = alternatives.INSTEAD
TITLE_STATUS = entries.STATUS_LABELS
TITLE_ENTRY = entries.ENTRY_LABELS
PURPOSE = money.PURPOSES
SENT = {"name": "姓名", "id_number": "身份证号", "relation": "与职工的关系"}
STATUS = {
    "draft": "起草中",
    "under_way": "办理中",
    "returned": "退回补正",
    "in_publicity": "公示中",
    "determined": "已决定",
    "rejected": "未通过",
    "withdrawn": "已撤回",
    "terminated": "已终止",
    "held": "暂挂",
}
DECISION = {
    "submit": "已提交",
    "approve": "同意",
    "reject": "不同意",
    "abstain": "弃权",
    "voted": "已投票",
    "send_back": "退回",
    "record": "已登记",
    "determine": "已登记结果",
    "count": "已计票",
    "upheld": "异议成立",
    "dismissed": "异议不成立",
    "answered": "已答复",
    "scored": "已评分",
    "visited": "已考察",
}
WEEKDAY = {
    "monday": "周一",
    "tuesday": "周二",
    "wednesday": "周三",
    "thursday": "周四",
    "friday": "周五",
    "saturday": "周六",
    "sunday": "周日",
}
REFUSED = {
    "403": "不予办理",
    "404": "没有找到",
    "405": "没有找到",
    "409": "不予办理",
    "413": "文件太大",
    "422": "请改正后再办",
    "429": "请稍后再试",
    "502": "暂时连不上",
}
ADVICE = {
    "403": "认为应当由您办理的，请把下面的编号和要办的事告诉系统管理员。",
    "404": "请核对地址，或者从待办、事项里点进去。仍然找不到的，把下面的编号告诉系统管理员。",
    "405": "请从待办或事项里点进去再办。",
    "409": "情况可能已经变了：请打开事项页面，看现在的情况再办。",
    "413": "请压缩或分成几个文件再传。按浏览器的“后退”回到刚才的页面，填的内容还在。",
    "422": "按浏览器的“后退”回到刚才的页面，改好再提交；填的内容还在。",
    "429": "过几分钟再试。反复出现的，把下面的编号告诉系统管理员。",
    "502": "办理不受影响。请过几分钟再打开；仍然连不上的，看一看监控台的服务是否在运行。",
}
OUTCOME = {
    "done": "办结",
    "approved": "通过",
    "rejected": "未通过",
    "sent_back": "退回",
    "void": "停止或无效",
    "skipped": "按规定跳过",
    "withdrawn": "撤回",
    "terminated": "终止",
}
ANSWER = {"agree": "同意", "disagree": "不同意", "defer": "暂缓"}
MEETING_STATUS = state.STATUS_LABELS
ATTENDANCE = state.ATTENDANCE_LABELS
ITEM_OUTCOME = state.OUTCOME_LABELS
LEVEL = {"unit": "单位公示", "province": "省级公示", "nation": "全国公示"}
KIND = {
    "federation": "省总工会",
    "province": "省产业工会",
    "city": "市级工会",
    "grass": "基层工会",
    "group": "分工会",
    "authority": "主管部门",
}
SECTOR = {"education": "教育", "science": "科研", "culture": "文化", "health": "卫生", "sport": "体育"}
POST = {
    "group_chair": "分工会主席",
    "union_chair": "工会主席",
    "union_officer": "工会干事",
    "party_secretary": "党委书记",
    "city_reviewer": "市级审核",
    "prov_officer": "省级经办",
    "prov_head": "省级部长",
    "archivist": "档案员",
    "fed_officer": "省总经办",
    "fed_head": "省总部长",
    "edu_officer": "教育厅经办",
    "administrator": "系统管理员",
}
VIA = {
    "transfer": "由{who}转办",
    "substitute": "代理{who}",
    "delegate": "受{who}委派",
    "before": "{who}加签",
    "beside": "{who}加签",
    "after": "{who}加签",
    "question": "{who}询问",
}
DOOR = {
    "page": "网页",
    "api": "接口",
    "bulk": "批量办理",
    "link": "专用链接",
    "clock": "到时自动",
    "office": "系统",
    "cli": "命令行",
}
BOX = {
    "waiting": "待办",
    "group": "本组待办",
    "claimable": "待认领",
    "copied": "抄送",
    "done": "已办",
    "started": "我发起",
}
WHEN = {
    "waiting": "到达日期",
    "group": "到达日期",
    "claimable": "到达日期",
    "copied": "抄送日期",
    "done": "办理日期",
    "started": "发起日期",
}
# What an empty box says, and what would fill it.
NOTHING = {
    "waiting": "没有待办",
    "waiting_help": "轮到您办理的事项会出现在这里，并发送通知。",
    "group": "本组没有等别人办理的事项",
    "group_help": "与您同组、同岗的同事手上的待办会出现在这里。",
    "claimable": "没有可以认领的事项",
    "claimable_help": "由一人认领办理的事项，认领前出现在这里。",
    "copied": "没有未阅的抄送",
    "copied_help": "别人抄送给您的事项会出现在这里。",
    "done": "还没有办结记录",
    "done_help": "您办理过的事项会留在这里备查。",
    "started": "还没有发起过事项",
    "started_help": "可以从“发起”开始填报；推荐类事项要有名额。",
}
DUTY = {"yearly": "年度复核", "change": "变化报告"}
DUTY_STAGE = {"soon": "将到期", "late": "逾期"}
GRADE = {"green": "绿", "yellow": "黄", "orange": "橙", "red": "红"}
WATCHED_FOR = {
    "left": "脱困未满两年",
    "edge": "边缘户",
    "relative": "相对困难",
    "self_report": "本人申报",
    "hotline": "热线反映",
    "unit": "单位排查",
}
WATCH_ENDED = {
    "ran_out": "期满",
    "refiled": "重新建档（返困）",
    "moved": "迁出或死亡",
    "by_hand": "人工结束",
    "file_changed": "档案变化",
}
SIGNAL_CLOSED = {
    "closed": "风险消除",
    "refiled": "重新建档（返困）",
    "moved": "迁出或死亡",
    "false_alarm": "误报",
    "withdrawn": "已撤回",
    "terminated": "已终止",
    "rejected": "未通过",
}
EVERY = {1: "每月", 3: "每季", 6: "每半年", 12: "每年"}
VISIT_HOW = {"visit": "入户", "phone": "电话"}
VISIT_MISSED = {
    "away": "家中无人",
    "moved": "已迁出",
    "refused": "拒绝走访",
    "weather": "灾害或道路不通",
    "other": "其他",
}


def told(sentence: object, translate: Translate) -> str:
    """What the engine said, in the reader's language; names and figures are what they are."""
    if not isinstance(sentence, Said):
        return str(sentence)
    parts = {key: told(part, translate) for key, part in sentence.parts.items()}
    return translate(sentence.template).format(**parts)


def word(table: dict[str, str], key: str | None, translate: Translate) -> str:
    """The word for ``key``, or the key itself when the table has none; empty for nothing."""
    return translate(table.get(key, key)) if key else ""
