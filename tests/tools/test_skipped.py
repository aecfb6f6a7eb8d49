"""A skipped test does not pass for a passed one."""

from tools.skipped import main, skipped

REPORT = """<?xml version="1.0"?><testsuites><testsuite>
<testcase classname="tests.sdk.test_node" name="test_sends"><skipped type="pytest.skip" message="no node"/></testcase>
<testcase classname="tests.people" name="test_x"><skipped type="pytest.xfail" message="known"/></testcase>
<testcase classname="tests.people" name="test_y"/>
</testsuite></testsuites>"""


class TestSkipped:
    def test_names_the_test_and_its_reason(self, tmp_path):
        report = tmp_path / "report.xml"
        report.write_text(REPORT)
        assert list(skipped(report)) == [("tests.sdk.test_node.test_sends", "no node")]
        assert main([str(report)]) == 1

    def test_lets_a_full_run_pass(self, tmp_path):
        report = tmp_path / "report.xml"
        report.write_text("<testsuites><testsuite><testcase classname='a' name='b'/></testsuite></testsuites>")
        assert main([str(report)]) == 0
