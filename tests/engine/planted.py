"""Offences planted in definitions, with words of the finding that each must bring about."""

from typing import Any, cast

from tests.engine.blocks import LISTED, branch, choice, each, one_signs, parallel, race, repeat, wait, when
from tests.engine.builders import (
    BODIES,
    DETERMINE,
    FIELDS,
    SHEET,
    SUBMIT,
    ballot,
    consult,
    posting,
    publicity,
    raw_process,
    score,
    sign,
    visit,
)

Raw = dict[str, Any]
CADRE, NO_CADRE, DIRECT = (
    when("cadre", value=True),
    when("cadre", value=False),
    when("unit.direct", value=True),
)
MANY, FEW = when("due", 100, ">"), when("due", 100, "<=")
_FORM = {"subject": "name", "identity": "id_no"}


def form(*more: Raw, **changes: object) -> Raw:
    return {"form": {**_FORM, "fields": [*FIELDS, *more], **changes}}


def field(kind: str = "text", label: str = "甲", **more: object) -> Raw:
    return form({"key": "x", "label": label, "type": kind, **more})


def conditional(on: str, **more: object) -> Raw:
    return {"key": "x", "label": "甲", "type": "text", "when": when(on, value=True), **more}


def listed(*steps: Raw, **more: object) -> Raw:
    return raw_process(*steps, form={**_FORM, "fields": LISTED}, **more)


def rules(*conditions: Raw, **more: object) -> Raw:
    every = [
        {"key": f"r{n}", "title": f"规则{n}", "clause": "第三条", "checked_at": "nominate", **one, **more}
        for n, one in enumerate(conditions)
    ]
    return {"rules": every}


def table(*rows: Raw, hit: str = "first", **more: object) -> Raw:
    return {"tables": [{"key": "fit", "title": "推荐资格", "hit": hit, "rows": list(rows), **more}]}


def row(then: object, clause: str = "第三条", **cells: object) -> Raw:
    return {"when": cells, "then": then, "clause": clause}


def asked(**changes: object) -> Raw:
    step = consult()
    step["agencies"][0] = {**step["agencies"][0], **changes}
    return step


def ends(*after: Raw, **more: object) -> Raw:
    """A definition in which something comes after the result."""
    whole = raw_process(*after, **more)
    return {**whole, "steps": [SUBMIT, DETERMINE, *after]}


def otherwise(*steps: Raw) -> Raw:
    return branch(*steps, otherwise=True)


SIGN = one_signs("review")
CONDITIONAL: list[tuple[Raw, str]] = [
    (raw_process(**field(when=when("x", None, "filled"))), "没有排在它前面的“甲”"),
    (raw_process(SIGN, **form(conditional("later"), {"key": "later", "label": "乙", "type": "boolean"})),
     "没有排在它前面的“乙”"),
    (raw_process(SIGN, **form({"key": "late", "label": "乙", "type": "boolean", "filled_at": "review"},
                              conditional("late"))), "“乙”，但走到这里时它还没有填写"),
    (raw_process(SIGN, **form({"key": "late", "label": "乙", "type": "boolean", "filled_at": "review"},
                              conditional("late", filled_at="review"))), "“乙”，但走到这里时它还没有填写"),
    (raw_process(**field(when={"all": [CADRE, NO_CADRE]})), "没有人能填它"),
    (raw_process(**field(when={"any": [CADRE, NO_CADRE]})), "它每次都要填"),
]  # fmt: skip
SHAPE: list[tuple[Raw, str]] = [
    (raw_process(parallel(branch(SIGN), branch(one_signs("other")), join=3)), "却只有 2 路"),
    (raw_process(parallel(branch(SIGN), branch())), "第 2 路没有环节"),
    (raw_process(parallel(branch(SIGN, when=CADRE), branch(one_signs("other")))), "各路都要走"),
    (raw_process(parallel(branch({**DETERMINE, "key": "in", "title": "里面"}), branch(SIGN))), "不能在“fork”里面"),
    (raw_process(parallel(branch({**SUBMIT, "key": "in", "title": "里面"}), branch(SIGN))), "不能与别的环节同时办理"),
    (raw_process(race(branch(SIGN), branch(one_signs("other", skip_if=CADRE)))), "分不出先后"),
    (raw_process(choice(branch(SIGN, when=CADRE))), "无路可走"),
    (raw_process(choice(branch(SIGN, when=CADRE), otherwise(), otherwise())), "有两路 otherwise"),
    (raw_process(choice(branch(SIGN), otherwise())), "恰好写 when 或 otherwise 之一"),
    (raw_process(choice(branch(SIGN, when={"all": [CADRE, NO_CADRE]}), otherwise())), "这一路永远不会走"),
    (raw_process(choice(branch(SIGN, when={"any": [CADRE, NO_CADRE]}), otherwise())), "这一路总是会走"),
    (raw_process(each(SIGN)), "没有字段 experts"),
    (raw_process(each(SIGN, over="name")), "不是名单"),
    (
        raw_process(
            each(SIGN),
            one_signs("later"),
            **form({"key": "experts", "label": "专家", "type": "list", "filled_at": "later"}),
        ),
        "走到“逐项”时“专家”还没有填写",
    ),
    (listed(each(publicity())), "不能逐项公示"),
    (listed(each(consult())), "不能逐项征求"),
    (raw_process(each(SIGN), **form(*LISTED[-1:], {"key": "x", "label": "甲", "type": "text", "filled_at": "review"})),
     "填写的字段会互相覆盖"),
    (raw_process(repeat(SIGN, until={"all": [CADRE, NO_CADRE]})), "结束条件不可能成立"),
    (raw_process(repeat(SIGN, until={"any": [CADRE, NO_CADRE]})), "结束条件总是成立"),
    (raw_process({"key": "sub", "title": "子事项", "kind": "sub_case", "process": "small"}), "不能发起自己这样的事项"),
    (raw_process(SIGN, kind="campaign", gates=[{"key": "g", "title": "开始"}]), "没有环节等候关口"),
    (raw_process(one_signs("review", gate="g"), gates=[{"key": "g", "title": "开始"}]), "单个事项没有"),
    (raw_process(one_signs("review", gate="g")), "没有关口 g"),
    ({**raw_process(SIGN, kind="campaign", gates=[{"key": "g", "title": "开始"}]),
      "steps": [{**SUBMIT, "gate": "g"}, SIGN, DETERMINE]}, "第一个环节随事项一起开始"),
]  # fmt: skip

TABLES: list[tuple[Raw, str]] = [
    (raw_process(**table(row(True, cadre=True), row("是", cadre=False))), "不是同一种"),  # noqa: FBT003
    (raw_process(**table(row(True, cadre=True))), "哪一行都不适用"),  # noqa: FBT003
    (raw_process(**table(row(True, clause=" ", cadre=True), otherwise=False)), "第 1 行没有写依据"),  # noqa: FBT003
    (raw_process(**table(row(True, due={"op": "<", "value": 1}), otherwise=False)), "永远不会适用"),  # noqa: FBT003
    (raw_process(**table(row(True), row(False, cadre=True))), "总是被前面的行挡住"),  # noqa: FBT003
    (raw_process(**table(row(True, cadre=True), row(False, due=1), hit="unique", otherwise=True)), "会同时适用"),  # noqa: FBT003
    (raw_process(one_signs("review", skip_if={"table": "fit"})), "没有判定表 fit"),
    (raw_process(one_signs("review", skip_if={"table": "fit", "gives": "甲"}),
                 **table(row(True, cadre=True), otherwise=False)), "不会给出 甲"),  # noqa: FBT003
    (raw_process(
        one_signs("review", skip_if={"table": "fit"}), one_signs("later"),
        **table(row(True, x={"op": "filled"}), otherwise=False), **field(filled_at="later")), "要看“甲”"),  # noqa: FBT003
]  # fmt: skip

_OUTCOMES = cast("list[Raw]", DETERMINE["outcomes"])
OPENING: list[tuple[Raw, str]] = [
    (raw_process(SIGN, variant_of="small"), "变体写的是流程自己"),
    (raw_process(SIGN, kind="campaign", opened_by="signals"), "活动要人按届发起"),
    (raw_process(SIGN, opened_by="signals", about_titles=["naming"]), "各有来处，不能由预警立案"),
    (raw_process(SIGN, opened_by="signals"), "预警立案时要填写 signal_reason"),
    (raw_process(SIGN, kind="campaign", recommends_for=["award"]), "推荐在别的活动的届次里进行"),
    (raw_process(steps=[SUBMIT, {**DETERMINE, "outcomes": [{**one, "opens": "small"} for one in _OUTCOMES]}]),
     "又发起同一流程"),
]  # fmt: skip

WORDS: list[tuple[Raw, str]] = [
    (raw_process(SIGN, source=" "), "没有写流程的来源"),
    (raw_process(one_signs("review", title=" ")), "谁也认不出它"),
    (raw_process(SIGN, one_signs("other", title="review")), "有两个环节都叫“review”"),
    (raw_process(SIGN, **field(label="姓名")), "有两个字段都叫“姓名”"),
    (raw_process(asked(title="纪检机构")), "有两个部门都叫“纪检机构”"),
    (raw_process(asked(clause=" ")), "“公安机关”没有写依据"),
    (raw_process(asked(clause="待定")), "查不到出处"),
    (raw_process(SIGN, **rules({"condition": CADRE}, clause="TODO")), "查不到出处"),
    (raw_process(SIGN), "“review”没有写依据"),
]

FORM: list[tuple[Raw, str]] = [
    (raw_process(SIGN, **field("file", accept=[])), "永远传不上"),
    (raw_process(SIGN, **field("text", accept=["pdf"])), "accept 没有作用"),
    (raw_process(SIGN, **field("boolean", max=3)), "没有大小长短"),
    (raw_process(SIGN, **field("text", min=3)), "min 没有作用"),
    (raw_process(SIGN, **field("text", max=0)), "永远填不了"),
    (raw_process(sign("review", "office", "all", on_refusal="end"), **field(filled_at="review")), "会盖掉先填的"),
    (raw_process(SIGN, **field()), "填了没有用"),
    (raw_process(SIGN, **field(read_by="grass")), "它在填写以后没有环节"),
    (raw_process(SIGN, **rules({"condition": {"any": [CADRE, NO_CADRE]}})), "挡不住任何人"),
    (raw_process(SIGN, **rules({"share": {"part": "due", "whole": "due", "op": ">=", "num": 1, "den": 2}})),
     "拿一个数和它自己比"),
    (raw_process(SIGN, **rules({"condition": CADRE}, {"condition": CADRE})), "是同一个条件"),
    (raw_process(SIGN, **rules({"condition": CADRE, "key": "name"})), "同名，补正意见会指错地方"),
    (raw_process(SIGN, **field("boolean", required=False), **rules({"condition": when("x", value=True)})),
     "它却可能没有填"),
    (raw_process(one_signs("first", skip_if=CADRE), SIGN, **field("boolean", filled_at="first"),
                 **rules({"condition": when("x", value=True)}, checked_at="review")), "它却可能没有填"),
]  # fmt: skip

TIME: list[tuple[Raw, str]] = [
    (raw_process(SIGN, remind_at=10), "才过 10% 就催办"),
    (raw_process(one_signs("review", due="400 working days")), "比整个有效期（365 天）还长"),
    (raw_process(wait(lasts="400 working days"), SIGN), "比整个有效期（365 天）还长"),
    (raw_process(one_signs("review", due="8 clock hours")), "按小时计时，没有写依据"),
    (raw_process(sign("review", "office", pool=True, claim="3 working days")), "到时限也不会退还"),
    (raw_process(publicity(window="3 working days"), SIGN), "只公示 3 个工作日"),
    (raw_process(consult(valid_days=5), publicity(), one_signs("review", needs_valid="ask")), "总是过期"),
    (raw_process(SIGN, valid={"from": "2022-03-01", "to": "2022-04-12"}), "最后一天发起的办不完"),
    (raw_process(SIGN, urge_every="40 working days"), "等于不能催第二次"),
]

WAY: list[tuple[Raw, str]] = [
    (raw_process(choice(branch(SIGN, when=MANY), branch(one_signs("other"), when=when("due", 200, ">")), otherwise())),
     "第 2 路总是被前面的路抢先"),
    (raw_process(choice(branch(SIGN, when=MANY), branch(one_signs("other"), when=FEW), otherwise())),
     "otherwise 永远不会走"),
    (raw_process(choice(branch(one_signs("review", skip_if=CADRE), when=CADRE), otherwise())), "不能同时满足"),
    (raw_process(repeat(SIGN, until=CADRE)), "结束条件看的内容都不会变"),
    (listed(each(SIGN)), "不经任何人就通过"),
    (raw_process({**consult(), "agencies": consult()["agencies"][2:]}), "一个部门也不用征求"),
    (raw_process(one_signs("review", "city")), "直属基层工会没有市级"),
    (raw_process(SIGN, one_signs("again")), "又由同一些人审批"),
]  # fmt: skip

FAIRNESS: list[tuple[Raw, str]] = [
    (raw_process(sign("review", "grass")), "的人自己审批“review”"),
    (raw_process(one_signs("review", may=["transfer"])), "只能同意"),
    (raw_process(sign("review", "office", "n_of_m", needed=1, on_refusal="end")), "等于或签"),
    (raw_process(ballot(counted_by="seats")), "自己计票"),
    (raw_process(ballot(meeting=True, secret=False, early=True)), "由主持人宣布，early 没有作用"),
    (raw_process(ballot(threshold={"op": ">=", "num": 1, "den": 2, "base": "due"})), "不过半数就能通过"),
    (raw_process(one_signs("review", skip_if=CADRE)), "申报人填“是否干部”就能不经“review”"),
    (raw_process(publicity()), "没有审批也没有票决"),
    (raw_process(one_signs("review", skip_if=CADRE), one_signs("other", "city", skip_if=MANY)), "不经任何审批"),
    (raw_process(choice(branch(SIGN, when=CADRE), otherwise())), "不经任何审批"),
    (ends(SIGN), "不同意也改不了"),
    (raw_process(SIGN, bodies={**raw_process(SIGN)["bodies"], "twin": {**BODIES["clerk"], "title": "同一人"}}),
     "是同一些人"),
    (raw_process(SIGN, form={"subject": "name", "fields": FIELDS}), "没有写身份字段"),
]  # fmt: skip

PUBLICITY: list[tuple[Raw, str]] = [
    (raw_process(publicity(shows=[{"field": "cadre"}])), "没有公示是谁"),
    (raw_process(publicity(shows=[{"field": "name"}, {"field": "x"}]), **field(label="手机号码")), "这是个人隐私"),
    (raw_process(publicity(shows=[{"field": "name"}, {"field": "x"}]), **field("month", "出生年月")), "公示了完整的"),
    (raw_process(publicity(shows=[{"field": "name"}, {"field": "x"}]), **field("file")), "是附件，不能给外面看"),
    (raw_process(publicity(shows=[{"field": "name"}, {"field": "x"}]), SIGN, **field(filled_at="review")),
     "时“甲”还没有填写"),
    (raw_process(publicity(objections_to="grass")), "由提名的人自己核查"),
    (raw_process(publicity(objection_due="15 working days")), "通常不超过 10 个"),
    (ends(publicity()), "异议成立时结果已经定了"),
    (raw_process(posting(posts="review"), publicity(), SIGN), "之后不是公示环节"),
    (raw_process(publicity(ends_by="03-18"), SIGN), "却没有人张贴"),
]  # fmt: skip

MORE: list[tuple[Raw, str]] = [
    ({**raw_process(), "steps": [sign("review", "clerk"), SUBMIT]}, "第一个环节必须是提交"),
    ({**raw_process(), "steps": [SUBMIT, SUBMIT]}, "没有认定环节"),
    ({**raw_process(), "steps": [SUBMIT, DETERMINE, {**DETERMINE, "key": "again"}]}, "认定环节只能有一个"),
    (raw_process(asked(when={"all": [CADRE, NO_CADRE]})), "永远不会征求“公安机关”"),
    (raw_process(one_signs("early", skip_if=when("x", "甲")), SIGN, **field(filled_at="review")), "条件要看“甲”"),
    (raw_process(one_signs("early", skip_if=when("x", "丙")), **field("choice", options=["甲", "乙"])),
     "没有“丙”这个选项"),
    (raw_process(SIGN, **field("integer", filled_at="review"),
                 **rules({"share": {"part": "x", "whole": "due", "op": ">=", "num": 1, "den": 2}})),
     "审查时“甲”还没有填写"),
    (raw_process(SIGN, former=[SIGN]), "还在 steps 里，不是旧环节"),
    (raw_process(SIGN, former=[one_signs("gone", "elders")]), "旧环节“gone”由 elders 办理"),
    (raw_process(SIGN, office_hours={"from": "18:00", "to": "08:30"}), "止时早于起时"),
]  # fmt: skip


def copies(to: str, on: str, **more: object) -> Raw:
    return {"copy_to": [{"to": [to], "on": on}], **more}


def granted(*to: str) -> Raw:
    outcomes: Any = DETERMINE["outcomes"]
    return {**DETERMINE, "outcomes": [{**outcomes[0], "copy_to": list(to)}, *outcomes[1:]]}


BESIDE: list[tuple[Raw, str]] = [
    (raw_process(one_signs("review", may=["reject"], returns=["straight_back"])), "returns 没有作用"),
    (raw_process(one_signs("review", returns=["rerun", "rerun"])), "returns 里有重复"),
    (raw_process(ballot(), one_signs("review", returns=["straight_back"])), "公示或票决的是原来的材料"),
    (raw_process(one_signs("review", **copies("elders", "opened"))), "抄送给 elders"),
    ({**raw_process(SIGN), "steps": [SUBMIT, SIGN, granted("elders")]}, "抄送给 elders"),
    (raw_process(one_signs("review", **copies("clerk", "rejected", may=["send_back"]))), "不会使事项未通过"),
    (raw_process(one_signs("review", **copies("clerk", "returned", may=["reject"]))), "不能退回，永远不会这样抄送"),
    (raw_process(one_signs("review", copy_to=copies("clerk", "closed")["copy_to"] * 2)), "写了两次抄送"),
    (raw_process(one_signs("review", **copies("clerk", "opened"))), "他们已经有待办"),
    (raw_process(ballot(bulk=True)), "要逐件办理，不能批量"),
    ({**raw_process(SIGN), "steps": [*raw_process(SIGN)["steps"][:-1], {**DETERMINE, "bulk": True, "outcomes": [
        *DETERMINE["outcomes"], {"key": "second", "title": "授予二等", "granted": True}]}]}, "要逐件办理，不能批量"),
    (raw_process(one_signs("review", bulk=True), **field(filled_at="review")), "每件都要填“甲”，不能批量"),
    (raw_process(one_signs("first", bulk=True), parallel(branch(SIGN), branch(one_signs("other")))), "之后分成几路"),
]  # fmt: skip


def rung(does: str, after: str = "1 working day", **more: object) -> Raw:
    return {"after": after, "do": does, **more}


def late(*rungs: Raw, **more: Any) -> Raw:  # noqa: ANN401 - whatever a step says
    return raw_process(one_signs("review", overdue=list(rungs), **more))


REFUSE, PASS = rung("refuse", clause="第三条"), rung("pass", clause="第三条")
BEYOND = {"before": ["3 working days"]}
LATE: list[tuple[Raw, str]] = [
    (raw_process({**wait(), "overdue": [rung("remind")]}), "不由人办理，overdue 没有作用"),
    (raw_process(publicity(overdue=[rung("escalate", to="party")])), "超时后找的就是办理它的人"),
    (raw_process(publicity(overdue=[REFUSE])), "不能自动不予通过"),
    (late(rung("remind"), due=None), "没有时限，overdue 没有作用"),
    (late(rung("remind", "2 working days"), rung("remind")), "第 2 级早于第 1 级"),
    (late(rung("remind", "2 working days"), rung("remind", "3 working hours")), "第 2 级早于第 1 级"),
    (late(REFUSE, rung("remind", "2 working days")), "永远不会到：第 1 级已经办结"),
    (late(rung("escalate")), "没有写给谁"),
    (late(rung("remind", to="office")), "to 没有作用"),
    (late(rung("escalate", to="office")) | {"bodies": {"grass": BODIES["grass"], "clerk": BODIES["clerk"]}},
     "超时后找 office"),
    (late(rung("pass_on", to="clerk")), "找的就是办理它的人"),
    (raw_process(ballot(overdue=[rung("pass_on", to="office")])), "不能转交别人办理"),
    (raw_process(ballot(overdue=[REFUSE])), "不能自动不予通过"),
    (ends(one_signs("review", overdue=[REFUSE])), "不能自动不予通过"),
    (raw_process(consult(overdue=[PASS])), "不是审批环节，不能自动通过"),
    (raw_process(one_signs("review", overdue=[PASS]), **field(filled_at="review")), "要填表，不能自动通过"),
    (raw_process(consult(), one_signs("review", overdue=[PASS], needs_valid="ask")),
     "要看部门意见是否有效，不能自动通过"),
    (raw_process(one_signs("review", overdue=[PASS]), **rules({"condition": CADRE}, checked_at="review")),
     "要核对规则，不能自动通过"),
    (late(rung("pass")), "自动通过（按规则），没有写依据"),
    (late(PASS), "没有人看过也会通过"),
    (late(REFUSE), "没有人看过也会不予通过"),
    (late(rung("remind", "1 clock hour")), "夜里和周末也在走"),
    (late(rung("pass_on", to="office"), {**REFUSE, "after": "2 working days"}), "接手的人还没有到时限就自动办结"),
    (raw_process({**wait(), "remind": BEYOND}), "没有人可以催办"),
    (late(remind=BEYOND), "催办比时限还长"),
    (late(remind={"before": ["1 working day", "1 working days"]}), "催办写了两次"),
    (raw_process(SIGN, remind=BEYOND), "流程的催办一次也不会发"),
    (raw_process(one_signs("review", due="4 working hours"), office_hours={"from": "18:00", "to": "18:00"}),
     "止时早于起时"),
]  # fmt: skip


def bodies(**changes: object) -> Raw:
    """The office's body otherwise than usual."""
    return {"bodies": {**{key: BODIES[key] for key in ("grass", "office", "clerk")}, "office": changes}}


ONE_OF_THEM = bodies(title="省业务部", organ="prov_department", pick="round_robin")
WHO: list[tuple[Raw, str]] = [
    (raw_process(one_signs("review", four_eyes=["gone"])), "要回避的环节 gone 不存在"),
    (raw_process(one_signs("review", four_eyes=["decision"])), "没有人可以回避"),
    (raw_process(ballot(nobody="clerk")), "nobody 没有作用"),
    (raw_process(one_signs("review", nobody="clerk")), "又找同一个机构"),
    (raw_process(sign("review", "office", "n_of_m", needed=2, on_refusal="end"), **ONE_OF_THEM), "却要几人同意"),
    (raw_process(sign("review", "office", pool=True, claim="1 working days"), **ONE_OF_THEM), "没有可以认领的"),
    (raw_process(one_signs("review", same_person="pass")), "此前同意过的人不再表态"),
    (raw_process(SIGN, **bodies(title="指定的人", field="name")), "name 不是人员字段"),
    (raw_process({**consult(), "shows": [{"field": "gone"}]}), "给外面看的字段 gone 不在表单里"),
    (raw_process({**consult(), "shows": [{"field": "id_no"}]}), "不得显示完整的“身份证号”"),
]  # fmt: skip

_NO_SHEET = {key: one for key, one in score().items() if key != "sheet"}
_CUP = {"kind": "campaign"}


def sheet(**more: object) -> Raw:
    return score(sheet={**SHEET, **more})


SCORING: list[tuple[Raw, str]] = [
    (raw_process(_NO_SHEET), "没有评分表，前面也没有可以沿用的"),
    (raw_process(sheet(criteria=[*SHEET["criteria"], SHEET["criteria"][0]])), "评分项 results 写了不止一次"),
    (raw_process(sheet(total=90)), "各项合计 100 分，写的总分是 90"),
    (raw_process(score(**{"pass": "> 100"})), "满分只有 100 分，谁也达不到"),
    (raw_process(score(ties=["team", "team"])), "同分规则 team 写了两次"),
    (raw_process(score(ties=["beauty"])), "不是评分项，也不是后面的环节"),
    (raw_process(score(ties=["nominate"])), "不是评分项，也不是后面的环节"),
    (raw_process(score(ties=["decision", "team"])), "之后的规则用不上"),
    (raw_process(score(drop=["lowest", "lowest"])), "drop 里有重复"),
    (raw_process(score(judges=2, drop=["highest", "lowest"])), "去掉 2 份就没有分数了"),
    (raw_process(score(by="grass", judges=3)), "由一人评分，judges 没有作用"),
    (raw_process(score(draw={"of": "clerk", "per_case": 3}), SIGN, **_CUP), "却由 seats 评分"),
    (raw_process(score(by="clerk", draw={"of": "clerk", "per_case": 3}), **_CUP), "但它没有固定的成员"),
    (raw_process(score(judges=5, draw={"of": "seats", "per_case": 3}), **_CUP), "却至少要 5 名"),
    (raw_process(visit(sample="20%")), "单个事项没有届次，无从一起抽"),
    (listed(each(score())), "不能逐项评分"),
    (raw_process(score(places=3)), "没有写同分怎么办"),
    (raw_process(score(blind=True, hides=["beauty"])), "不给评委看的 beauty 不是表单字段"),
    (raw_process(score(hides=["name"])), "不是匿名评审，hides 没有作用"),
    (raw_process(score(drop=["highest"])), "没有写至少几名评委"),
    (raw_process(visit()), "没有填考察日期"),
    (raw_process(visit()), "没有照片或附件"),
    (raw_process(visit(people=1)), "一人就能定"),
    (raw_process(score(judges=5)), "需要 5 名评委，“常委会”只有 2 名成员"),
]  # fmt: skip

_RECKONING = {"key": "reckoning", "title": "核算", "kind": "machine", "task": "reckon_household"}
_CADRES_ONLY = [{**one, "when": CADRE} for one in cast("list[Raw]", DETERMINE["outcomes"])]
HOUSEHOLDS = [
    (raw_process(**field(occasion="change")), "不是家庭情况"),
    (raw_process(_RECKONING, **field(filled_at="reckoning")), "不会填写"),
    (raw_process(steps=[SUBMIT, {**DETERMINE, "outcomes": _CADRES_ONLY}]), "都有条件，可能一个也不能选"),
]


_PLACES = {"taken_at": "nominate", "kept_from": "review", "source": "通知"}
_APART = {"when": {"field": "cadre", "op": "==", "value": True}, "basis": "name", "source": "通知"}
QUOTAS: list[tuple[Raw, str]] = [
    (raw_process(SIGN, quota={**_PLACES, "by": "name"}), "没有这个必填的选择项"),
    (raw_process(SIGN, quota={**_PLACES, "outside": _APART}), "没有必填的文件 name"),
    (
        raw_process(
            SIGN,
            quota={**_PLACES, "outside": {**_APART, "when": {"field": "gone", "op": "==", "value": 1}}},
        ),
        "gone",
    ),
]

_TERMS = {"name": "创新工作室", "short": "GZS", "level": "system"}


def ending(effect: str | None, *, granted: bool = True, **more: object) -> Raw:
    """A definition whose good end does something to a title."""
    outcomes = [
        {"key": "granted", "title": "授予", "granted": granted, "on_title": effect},
        {"key": "refused", "title": "未授予", "granted": False},
    ]
    whole = raw_process(SIGN, **more)
    return {**whole, "steps": [*whole["steps"][:-1], {**DETERMINE, "outcomes": outcomes}]}


def paying(field: str = "sum", **more: Any) -> Raw:  # noqa: ANN401 - whatever a definition may say
    """A definition whose good end pays somebody."""
    whole = ending(None, **more)
    outcomes = [{**one, "pays": field} if one["granted"] else one for one in whole["steps"][-1]["outcomes"]]
    return {**whole, "steps": [*whole["steps"][:-1], {**whole["steps"][-1], "outcomes": outcomes}]}


_ENTERED: list[Raw] = [
    *FIELDS,
    {"key": "kind", "label": "称号", "type": "choice", "options": ["工作室"]},
    {"key": "on", "label": "命名日期", "type": "date"},
]


def entering(effect: str = "grant", **changes: Any) -> Raw:  # noqa: ANN401 - see above
    """A definition that puts titles from before on the register; ``changes`` to what it says of them, or beside it."""
    enters = {"kind": "kind", "kinds": {"工作室": "naming"}, "granted_on": "on", "leader": "name"}
    beside = {key: value for key, value in changes.items() if key in ("title_terms", "about_titles")}
    more = {key: value for key, value in changes.items() if key not in beside}
    return ending(effect, form={**_FORM, "fields": _ENTERED}, enters={**enters, **more}, **beside)


_SUM = form({"key": "sum", "label": "金额", "type": "money"})

TITLES: list[tuple[Raw, str]] = [
    (ending(None, for_holder=True), "没有写是哪些称号或谁的身份证号"),
    (paying(**_SUM), "却不限于称号持有人"),
    (paying("name", for_holder=True, about_titles=["naming"]), "发放的 name 不是金额"),
    (ending("grant"), "却没有写称号是什么"),
    (ending("revoke"), "却没有写是哪些流程授予的称号"),
    (ending("grant", granted=False, title_terms=_TERMS), "未获授予，却登记称号"),
    (ending(None, title_terms=_TERMS), "没有一个结果授予这个称号"),
    (ending("grant", title_terms={**_TERMS, "leader": "nobody"}), "领衔人字段 nobody 不存在"),
    (
        ending(
            "grant",
            title_terms={**_TERMS, "leader_gone": {"process": "change", "months": 3, "source": "第三条"}},
            form={"subject": "name", "about": "unit", "fields": FIELDS},
        ),
        "表单没有领衔人的身份证号",
    ),
    (entering(title_terms=_TERMS), "流程自己不授予、不办理称号"),
    (entering("keep", about_titles=["naming"]), "没有一个结果把称号登记入册"),
    (entering(granted_on="due"), "补录要看的 due 不是第一个环节填写的 date 字段"),
    (entering(looked={"yearly": "nobody"}), "补录要看的 nobody 不是"),
    (entering(kinds={"奖章": "naming"}), "“称号”的选项与 kinds 写的不一致"),
    (
        {
            **entering(),
            "form": {**_FORM, "fields": [*_ENTERED, {"key": "scan", "label": "证书", "type": "file"}]},
        },
        "表里放不下“证书”",
    ),
]

_WAIVED = when("cadre", value=False)


def waived(*steps: Raw, at: str = "review", **more: object) -> Raw:
    """A definition from whose one rule an exception can be made."""
    return raw_process(*steps, **rules({"condition": _WAIVED}, **{"waived_at": at, **more}))


WAIVERS: list[tuple[Raw, str]] = [
    (waived(SIGN, veto=True), "是一票否决，不能准予例外"),
    (waived(SIGN, at="nowhere"), "没有环节 nowhere，没有人能准予例外"),
    (waived(SIGN, at="nominate"), "还没有审查就准予例外"),
    (waived(posting(), publicity(), at="post"), "环节不作决定，不能准予例外"),
    (raw_process(SIGN, **rules({"condition": _WAIVED}, clause="一票否决")), "说是一票否决，却没有写 veto"),
    (waived(one_signs("review", "grass")), "由推荐的人自己准予例外"),
    (waived(one_signs("review", skip_if=DIRECT)), "不是每件都经过，例外可能没有人准"),
    (
        waived(one_signs("review", overdue=[{"after": "1 working day", "do": "pass", "clause": "通知"}])),
        "超时会自动通过，例外就没有人写理由",
    ),
    (waived(one_signs("review", same_person="pass")), "同一人会自动通过，例外就没有人写理由"),
]

_RANKS = {**SIGN, "ranks": True}
_SHARES = {
    "at": "review",
    "sorted_by": "kind",
    "source": "通知",
    "ratios": [{"class": "产业工人", "value": "35%"}],
}
_KINDS = form({"key": "kind", "label": "类别", "type": "choice", "options": ["产业工人", "其他"]})
LISTS: list[tuple[Raw, str]] = [
    (raw_process(_RANKS), "但流程没有名额"),
    (raw_process({**_RANKS, "same_person": "pass"}, quota=_PLACES), "此前同意过的人也不能自动通过"),
    (
        raw_process(
            {**_RANKS, "overdue": [{"after": "1 working day", "do": "pass", "clause": "通知"}]}, quota=_PLACES
        ),
        "超时不能视为同意",
    ),
    (raw_process(SIGN, quota=_PLACES, shares=_SHARES), "review 不是排序的环节"),
    (raw_process(_RANKS, quota=_PLACES, shares={**_SHARES, "sorted_by": "name"}), "name 不是选择项"),
    (
        raw_process(
            _RANKS, quota=_PLACES, **_KINDS, shares={**_SHARES, "ratios": [{"class": "教师", "value": "1%"}]}
        ),
        "表单里选不到这个类别",
    ),
    (
        raw_process(
            _RANKS, quota=_PLACES, **_KINDS, shares={**_SHARES, "ratios": [{"flag": "非公", "value": "1%"}]}
        ),
        "没有写怎样算",
    ),
]

_KEPT = {"keep": "10 years", "clause": "第九条"}
RETENTION: list[tuple[Raw, str]] = [
    (raw_process(retention=[]), "却没有写保管多久"),
    (raw_process(retention=[{"of": ["granted"], **_KEPT}]), "没有写以“未通过”结束的事项保管多久"),
    (raw_process(retention=[{"of": ["nothing"], **_KEPT}, _KEPT]), "写到 nothing，但没有这种结果"),
    (raw_process(retention=[_KEPT, {"of": ["rejected"], **_KEPT}]), "永远用不上"),
]

PLANTED = [
    *RETENTION,
    *OPENING,
    *HOUSEHOLDS,
    *LATE,
    *LISTS,
    *QUOTAS,
    *CONDITIONAL,
    *SCORING,
    *BESIDE,
    *WHO,
    *SHAPE,
    *TABLES,
    *WORDS,
    *FORM,
    *TIME,
    *WAY,
    *FAIRNESS,
    *PUBLICITY,
    *MORE,
    *TITLES,
    *WAIVERS,
]
