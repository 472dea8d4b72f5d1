"""A household from its application to its exit: parameters, bad inputs, matching, help, the yearly check."""

from datetime import timedelta
from decimal import Decimal

from tests.journeys.acts import holds, refusal_of, same
from tests.journeys.household_acts import UNIT, HouseholdActs, in_words, pressed, pressed_for
from tests.journeys.nominations import PAPER
from tests.journeys.office import until

_PLACE = "西安市"
_DEEP, _OUT = "38400", "90000"
_YEARS = 6


class Hardship(HouseholdActs):
    """The chapters before the exit."""

    def identified(self) -> None:
        """From a year without parameters to a file with a number."""
        self.time_comes(self.morning_of(self.day.year + 1, 2, 20))
        self.without_parameters()
        self.parameters_entered()
        self.family_fills_in()
        self.applies()
        self.looked_at()
        self.bodies_contradict()
        self.approved_and_filed()
        self.say(f"审批、建档、告知：{self.number}")

    def without_parameters(self) -> None:
        """The form says calmly what is missing; nothing falls over."""
        self.begins("hardship_identify")
        share = self.officer.share(self.case, "apply")
        page = in_words(self.officer.client.get(f"/assignments/{share}/household"))
        holds(f"{_PLACE}还没有 {self.today} 适用的困难职工认定参数" in page, "which parameters are missing")
        holds("请系统管理员在“管理 → 参数”录入" in page, "who enters them")
        self.say("新的一年没有参数：页面说明缺什么、由谁录入")

    def parameters_entered(self) -> None:
        """The administrator enters the lines of the years to come, with their source."""
        for year in range(self.day.year, self.day.year + _YEARS):
            days = {"valid_from": f"{year}-01-01", "valid_to": f"{year}-12-31", "source": "演示文件"}
            admin = self.people["admin"]
            admin.post("/parameters/hardship", place=_PLACE, line="740", minimum_wage="1950", **days)
            admin.post("/parameters/help", table="hubei", **days)
        self.say("系统管理员录入各年低保线、最低工资和帮扶标准，写明出处")

    def family_fills_in(self) -> None:
        """Everything that is wrong is said at once, and mended; the class follows from the formula."""
        form = self.family.form(self.day, wage=_DEEP)
        early = (self.day - timedelta(days=800)).isoformat()
        wrong = {
            "members.0.incomes.0.amount": "-38400", "members.1.authorised_on": "", "bills.0.day": early,
            "members.0.incomes.0.first": f"{self.day:%Y-%m}", "members.0.incomes.0.last": f"{self.day:%Y-%m}",
        }  # fmt: skip
        page = self.fills_in("apply", **(form | wrong))
        for finding in ("不得为负", "配偶未签", "早于核算期", "不在核算期", "已就业，缺"):
            holds(finding in page, f"a finding: {finding}")
        holds("深度困难：月人均 466.67 元" in self.fills_in("apply", **form), "worked case 1")
        self.say("负收入、缺授权、期前票据、缺月一次说清；补正后核算为深度困难 466.67 元")

    def bodies_contradict(self) -> None:
        """A body knows of a car; nothing goes on until a person has cleared it. A stranger's answer is kept apart."""
        self.answered(car=True)
        stray = (
            f"编号,身份证号,事项,数量或金额,说明\nXXBD-1999-0001,{self.family.applicant['id_no']},无记录,,\n"
        )
        sent = {"table": ("答复.csv", stray.encode())}
        page = in_words(pressed_for(self.centre, "/matching/tax/answers", files=sent))
        holds("无主 1 行" in page, "an answer for nobody is kept for a person")
        refused = refusal_of(lambda: self.decides("prov.officer", "matching"))
        holds("还没有核清" in refused.sentence, "the contradiction is not cleared")
        self.cleared()
        self.say("公示五个工作日；八个部门表格往返，未申报的车由人核清，不存在的户的答复另存")

    def helped(self) -> None:
        """A grant within the cap goes to the bank, comes back, and stands in the ledger."""
        page = pressed(self.centre, f"/cases/{self.case}/help", kind="living", amount="9000")
        holds("可发 8880.00 元" in page, "no more than twelve lines")
        pressed(self.centre, f"/cases/{self.case}/help", kind="living", amount="5000")
        made = pressed_for(self.centre, "/help/lists")
        number = made.headers["content-disposition"].split("''")[1].removesuffix(".xlsx")
        lines = f"行号,金额,结果,到账日期,原因\n1,5000,成功,{self.today},\n"
        sent = {"table": ("回单.csv", lines.encode())}
        holds(
            "已对账" in in_words(pressed_for(self.centre, f"/help/lists/{number}/returns", files=sent)),
            "paid",
        )
        self.say("帮扶 5000 元：限额之内，银行清单出去、回单进来、已对账")

    def verified_after_a_year(self) -> None:
        """The next check counts the help as income; the file is kept."""
        self.time_comes(self.morning_of(self.day.year + 1, 2, 25))
        self.begins("hardship_reverify")
        page = self.fills_in("report", **self.family.form(self.day, wage=_DEEP, known=False))
        by_head = (Decimal(38400 + 5000) - 21600) / 36
        holds(f"月人均 {by_head:.2f} 元" in page, "union aid counts at the next check")
        self.hands_in("report", why="年度复核", proofs=self.officer.upload("证明.pdf", PAPER))
        self.decides(f"{UNIT}.chair", "check")
        self.decides("prov.officer", "decision", outcome="kept")
        until(lambda: self.people["admin"].case(self.case)["status"] == "determined", "the check is over")
        self.say(f"一年后复核：帮扶金计入收入，月人均 {by_head:.2f} 元，保留档案")

    def reminded(self) -> None:
        """A year later, thirty days before the end of the year, the unit hears of the next check."""
        self.time_comes(self.morning_of(self.day.year + 1, 12, 2))
        until(lambda: "档案义务将到期" in self.officer.client.get("/notices").text, "the reminder")
        page = in_words(self.officer.client.get("/monitoring/files"))
        holds(f"年度复核 {self.day.year}-12-31 将到期" in page, "which file owes what")
        self.say("次年 12 月初：提醒单位按期复核")

    def out_of_hardship(self) -> None:
        """Six months above the line: shown to the public, closed, and watched for two years by itself."""
        self.begins("hardship_exit")
        self.fills_in("apply", **self.family.form(self.day, wage=_OUT, ill=False))
        leaves = {"exit_why": "脱困", "cause_gone": True, "told": True}
        refused = refusal_of(lambda: self.hands_in("apply", months_above=5, **leaves))
        holds(any("连续六个月" in one["label"] for one in refused.findings), "five months are not six")
        self.hands_in("apply", months_above=6, **leaves)
        self.decides(f"{UNIT}.chair", "check")
        self.shown_to_the_public()
        self.decides("prov.head", "decision", outcome="left")
        self.decides("prov.officer", "watching")
        until(lambda: self.standing() is not None, "watched by itself")
        same((self.standing() or {}).get("grade"), None, "nobody has looked yet")
        self.say("连续六个月高于低保线，公示后脱困退出，自动转入两年监测")

    def standing(self) -> dict[str, object] | None:
        """The household as the list of monitoring shows it; None when it is not monitored."""
        found = self.chair.get("/monitoring/households", q=self.number)["households"]
        return dict(found[0]) if found else None
