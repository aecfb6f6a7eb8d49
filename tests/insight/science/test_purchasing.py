"""Models of purchases: what was published, and what must hold of any data."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import gammaln, hyp2f1

from huoshui.insight.science.value import bgnbd, holdout, nbd, paretonbd, purchasing
from huoshui.insight.science.value.summaries import Cells, Summaries, cells, counted_after
from tests.insight.science import world

POSITIVE = st.floats(0.05, 20.0)
PARAMETERS = st.tuples(POSITIVE, POSITIVE, POSITIVE, POSITIVE).map(np.array)


@pytest.fixture(scope="module")
def fitted():
    _, customers = world.cdnow_customers()
    return {name: purchasing.fit(customers, model=name) for name in purchasing.MODELS}


@st.composite
def some_cells(draw):
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, 20), st.floats(0.01, 1), st.floats(0.5, 80), st.integers(1, 9)),
            min_size=1,
            max_size=8,
        )
    )
    x, part, age, customers = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    return Cells(x, np.where(x > 0, part * age, 0.0), age, customers)


def slopes(likelihood, parameters):
    steps = np.diag(parameters * 1e-5)
    return np.array([(likelihood(parameters + h)[0] - likelihood(parameters - h)[0]) / (2 * h.sum()) for h in steps])


class TestPublished:
    """Fader, Hardie and Lee 2005; BTYD's vignette; the regression figures of CLVTools."""

    def test_bg_nbd(self, fitted):
        found = fitted["bg_nbd"].fit
        assert found.log_likelihood == pytest.approx(-9582.429, abs=1e-3)
        assert found.parameters == pytest.approx([0.2425945, 4.4136019, 0.7929199, 2.4258881], rel=1e-4)

    def test_pareto_nbd(self, fitted):
        found = fitted["pareto_nbd"].fit
        assert found.log_likelihood == pytest.approx(-9594.976, abs=1e-3)
        assert found.parameters == pytest.approx([0.553, 10.580, 0.606, 11.656], rel=2e-3)

    def test_expected_purchases_of_a_customer(self, fitted):
        best = world.one(26, 30.857, 31)
        bg, pareto = (fitted[name].fit.parameters for name in ("bg_nbd", "pareto_nbd"))
        assert bgnbd.expected_purchases(bg, best, 52)[0] == pytest.approx(25.75659, rel=1e-3)
        assert bgnbd.alive(bg, best)[0] == pytest.approx(0.9688523, rel=1e-4)
        assert paretonbd.expected_purchases(pareto, best, 52)[0] == pytest.approx(25.45647, rel=1e-3)
        assert paretonbd.alive(pareto, best)[0] == pytest.approx(0.997874, rel=1e-4)
        assert bgnbd.expected_purchases(bg, world.one(2, 30.43, 38.86), 39)[0] == pytest.approx(1.226, abs=1e-3)

    def test_expected_purchases_of_a_new_customer(self, fitted):
        bg, pareto = (fitted[name].fit.parameters for name in ("bg_nbd", "pareto_nbd"))
        assert bgnbd.expected_of_new(bg, np.array([52.0]))[0] == pytest.approx(1.444004, rel=1e-4)
        assert paretonbd.expected_of_new(pareto, np.array([52.0]))[0] == pytest.approx(1.473434, rel=1e-4)
        ages = np.array([0.1429, 1, 3, 31.8571, 32, 78])
        assert bgnbd.expected_of_new(bg, ages) == pytest.approx(
            [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576], abs=1e-3
        )

    def test_more_past_purchases_may_mean_less_to_come(self, fitted):
        same = Summaries(np.array([10.0, 15, 20, 25]), np.full(4, 20.0), np.full(4, 39.0))
        expected = [bgnbd.expected_purchases(fitted["bg_nbd"].fit.parameters, same, 52.0),
                    paretonbd.expected_purchases(fitted["pareto_nbd"].fit.parameters, same, 52.0)]  # fmt: skip
        assert expected[0] == pytest.approx([0.34746, 0.042834, 0.0041590, 0.00035837], rel=1e-2)
        assert expected[1] == pytest.approx([0.70623, 0.14424, 0.022507, 0.0030927], rel=1e-2)

    @pytest.mark.parametrize(
        ("model", "published"),
        [("bg_nbd", [0.225, 0.523, 1.044, 1.520, 2.164, 2.654, 3.504, 6.157]),
         ("pareto_nbd", [0.138, 0.600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403])],
    )  # fmt: skip
    def test_holdout_by_frequency(self, fitted, model, published):
        codes, customers = world.cdnow_customers()
        weeks = world.HELD_OUT_WEEKS
        expected = fitted[model].predictions.expected_purchases(fitted[model].fit.parameters, customers, weeks)
        until = world.CALIBRATED + weeks * 7
        actual = counted_after(world.cdnow(), codes, after=world.CALIBRATED, until=until)
        found = holdout.compare(expected, actual, frequency=customers.frequency, age=customers.age, horizon=weeks)
        came = [0.237, 0.697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359]
        assert found.actual_by_frequency == pytest.approx(came, abs=1e-3)
        assert found.expected_by_frequency == pytest.approx(published, abs=1.5e-3)
        assert found.correlation == pytest.approx({"bg_nbd": 0.626, "pareto_nbd": 0.630}[model], abs=1e-3)


class TestDropOut:
    @pytest.mark.parametrize("model", ["bg_nbd", "pareto_nbd"])
    def test_is_told_where_it_is_not_visible(self, model):
        customers, later = world.online_retail()
        found = purchasing.fit(customers, model=model)
        assert not found.dropout_visible
        assert found.model == "nbd"
        assert found.fit.log_likelihood == pytest.approx(-13255.613, abs=1e-3)
        assert found.fit.parameters == pytest.approx([0.7416, 8.7367], abs=1e-3)
        expected = found.predictions.expected_purchases(found.fit.parameters, customers, 26.0)
        assert (round(expected.sum()), later.sum()) == (6180, 6809)
        assert np.all(found.predictions.alive(found.fit.parameters, customers) == 1)

    def test_is_visible_in_cdnow(self, fitted):
        assert fitted["bg_nbd"].dropout_visible
        assert fitted["pareto_nbd"].dropout_visible
        assert fitted["nbd"].model == "nbd"

    @pytest.mark.parametrize("seed", range(3))
    def test_any_small_shop_can_be_fitted(self, seed):
        dice = np.random.default_rng(seed)
        age = dice.uniform(0, 50, 12)
        x = dice.poisson(age * dice.gamma(0.5, 0.5, 12)).astype(float)
        customers = Summaries(
            np.append(x, 1.0), np.append(np.where(x > 0, age * dice.random(12), 0), 1.0), np.append(age, 2.0)
        )
        for model in purchasing.MODELS:
            found = purchasing.fit(customers, model=model)
            parameters = found.fit.parameters
            for told in (
                found.predictions.alive(parameters, customers),
                found.predictions.buys_within(parameters, customers, 10.0),
            ):
                assert np.all((told >= 0) & (told <= 1))
            assert np.all(np.isfinite(found.predictions.expected_purchases(parameters, customers, 10.0)))


class TestLikelihood:
    @given(PARAMETERS, some_cells())
    def test_is_the_published_difference_of_hypergeometric_functions(self, parameters, some):
        r, alpha, s, beta = parameters
        x, recency, age = some.frequency, some.recency, some.age
        most, least = max(alpha, beta), min(alpha, beta)
        second = s + 1 if alpha >= beta else r + x
        power = r + s + x

        def part(time):
            return hyp2f1(power, second, power + 1, (most - least) / (most + time)) / (most + time) ** power

        stays = (alpha + age) ** -(r + x) * (beta + age) ** -s
        gone = s / power * (part(recency) - part(age))
        expected = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta) + np.log(stays + gone)
        told = paretonbd.likelihood(some)(parameters)[0]
        assert told == pytest.approx(some.customers @ expected, rel=1e-6, abs=2e-5 * some.customers.sum())

    @given(PARAMETERS, some_cells(), st.sampled_from([bgnbd, paretonbd]))
    def test_knows_its_slopes(self, parameters, some, model):
        likelihood = model.likelihood(some)
        assert likelihood(parameters)[1] == pytest.approx(slopes(likelihood, parameters), rel=1e-3, abs=1e-3)

    @given(PARAMETERS, some_cells())
    def test_of_nbd_knows_its_slopes(self, parameters, some):
        likelihood = nbd.likelihood(some)
        assert likelihood(parameters[:2])[1] == pytest.approx(slopes(likelihood, parameters[:2]), rel=1e-3, abs=1e-3)

    def test_is_the_same_over_cells_and_customers(self):
        _, customers = world.cdnow_customers()
        every = Cells(customers.frequency, customers.recency, customers.age, np.ones(len(customers)))
        for model, parameters in ((bgnbd, [0.3, 4, 0.7, 2]), (paretonbd, [0.5, 10, 0.6, 12]), (nbd, [0.4, 12])):
            one, other = (
                model.likelihood(every)(np.array(parameters)),
                model.likelihood(cells(customers))(np.array(parameters)),
            )
            assert one[0] == pytest.approx(other[0], rel=1e-12)
            assert one[1] == pytest.approx(other[1], rel=1e-9)


class TestPredictions:
    @given(PARAMETERS, st.integers(0, 30), st.floats(0.1, 50), st.floats(0.1, 60))
    @example(np.array([20, 20, 0.05, 0.05]), 30, 0.1, 60.0)  # who is hours old, asked about months
    @settings(max_examples=40)
    def test_of_pareto_are_its_integrals(self, parameters, x, age, horizon):
        r, alpha, s, beta = parameters
        customer = world.one(x, age * 0.7 if x else 0.0, age)
        wait, _ = quad(
            lambda u: (r + x) / (alpha + age + u) * ((alpha + age) / (alpha + age + u)) ** (r + x) * ((beta + age) / (beta + age + u)) ** s,
            0, horizon, epsrel=1e-9,
        )  # fmt: skip
        alive = paretonbd.alive(parameters, customer)[0]
        assert paretonbd.buys_within(parameters, customer, horizon)[0] == pytest.approx(
            wait * alive, rel=1e-4, abs=1e-12
        )

    @given(PARAMETERS, st.integers(0, 30), st.floats(0.1, 50))
    def test_grow_with_the_horizon(self, parameters, x, age):
        customer = world.one(x, age * 0.7 if x else 0.0, age)
        for model in (bgnbd, paretonbd):
            for told in (model.expected_purchases, model.buys_within):
                near, far = (told(parameters, customer, horizon)[0] for horizon in (5.0, 50.0))
                assert -1e-9 <= near <= far * (1 + 1e-6) + 1e-9
            chance = model.buys_within(parameters, customer, 20.0)[0]
            assert chance <= model.expected_purchases(parameters, customer, 20.0)[0] * (1 + 1e-6) + 1e-9

    def test_of_bg_do_not_break_where_hypergeometric_functions_do(self):
        huge = np.array([8.9e6, 5.2e6, 6.2e3, 4.5e4])
        found = bgnbd.expected_purchases(huge, world.one(3, 5, 10), 20.0)[0]
        alone = bgnbd.alive(huge, world.one(3, 5, 10))[0]
        assert 0 < found < 1.72 * 20 * alone

    def test_median_wait_is_where_the_chance_is_a_half(self, fitted):
        customer = world.one(4, 30, 38)
        found = fitted["nbd"]
        wait = purchasing.median_wait(found, customer)[0]
        assert nbd.buys_within(found.fit.parameters, customer, wait)[0] == pytest.approx(0.5)

    def test_worth_is_spend_times_purchases_and_less_when_discounted(self, fitted):
        customer, spend = world.one(4, 30, 38), np.array([20.0])
        found = fitted["pareto_nbd"]
        plain = purchasing.worth(found, customer, spend, horizon=52, period=4.0)[0]
        assert plain == pytest.approx(20 * paretonbd.expected_purchases(found.fit.parameters, customer, 52.0)[0])
        discounted = purchasing.worth(found, customer, spend, horizon=52, period=4.0, discount=0.01)[0]
        assert 0.9 * plain < discounted < plain


class TestIntervals:
    def test_hold_the_parameters_and_are_near_the_bootstrap(self, fitted):
        found = fitted["bg_nbd"].fit
        assert np.all((found.lower < found.parameters) & (found.parameters < found.upper))
        assert found.errors == pytest.approx([0.016, 0.48, 0.18, 0.69], rel=0.3)

    def test_say_nothing_where_the_data_does_not(self):
        customers, _ = world.online_retail()
        found = purchasing.fit(customers, model="bg_nbd").asked_fit
        assert found.at_edge
        assert np.all(np.isnan(found.errors))

    def test_cover_what_was_planted(self):
        dice = np.random.default_rng(3)
        size, planted = 4000, np.array([0.8, 6.0])
        age = np.full(size, 40.0)
        x = dice.poisson(dice.gamma(planted[0], 1 / planted[1], size) * age).astype(float)
        found = purchasing.fit(Summaries(x, np.where(x > 0, 20.0, 0.0), age), model="nbd").fit
        assert np.all((found.lower < planted) & (planted < found.upper))

    def test_a_part_first_leads_to_the_same_maximum(self, monkeypatch):
        _, customers = world.cdnow_customers()
        monkeypatch.setattr(purchasing, "_MANY", 500)
        monkeypatch.setattr(purchasing, "_PART", 300)
        found = purchasing.fit(customers, model="pareto_nbd").fit
        assert found.log_likelihood == pytest.approx(-9594.976, abs=1e-3)
