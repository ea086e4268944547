package io.carillon.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.route.Explanation.Judged;
import io.carillon.engine.route.Route.Choice;
import io.carillon.engine.route.Route.Limits;
import io.carillon.engine.route.Route.Pick;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Id;
import io.carillon.model.Purpose;
import io.carillon.testkit.FakeCarrier;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Match FRANCE =
      new Match(Set.of(), List.of("+33"), List.of(), List.of(), Set.of(), Set.of(), Set.of());

  private final Routes routes =
      new Routes(
          List.of(
              new Route("france", FRANCE, List.of(Choice.of("a")), Pick.ORDER, Limits.NONE),
              new Route(
                  "all",
                  Match.ALL,
                  List.of(new Choice("a", 3, 0), new Choice("b", 1, 0), new Choice("c", 1, 1)),
                  Pick.WEIGHT,
                  Limits.NONE),
              new Route("never", Match.ALL, List.of(Choice.of("b")), Pick.ORDER, Limits.NONE)),
          new Costs(List.of(new Costs.Row("b", "+49", "", 40_000))),
          List.of(new FakeCarrier("sandbox", Channel.SMS, 1)));

  private static Asked asked(boolean live) {
    return new Asked(
        new AccountId(new Id(1, 2)),
        Channel.SMS,
        Address.phone("+14155552671"),
        Address.phone("+4915112345678"),
        Purpose.OTP,
        "",
        "",
        live);
  }

  @Test
  void judgesEveryRuleAndListsTheCarriersOfTheFirstThatFits() {
    var explanation = routes.explain(asked(true), 7);

    assertThat(explanation.rules())
        .containsExactly(
            new Judged("france", "to"), new Judged("all", ""), new Judged("never", ""));
    assertThat(explanation.route()).isEqualTo("all");
    assertThat(explanation.pick()).contains(Pick.WEIGHT);
    assertThat(explanation.ways())
        .extracting(way -> way.choice().carrier())
        .containsExactlyElementsOf(routes.plan(asked(true), 7).carriers());
    for (var way : explanation.ways()) {
      double share =
          switch (way.choice().carrier()) {
            case "a" -> 0.75;
            case "b" -> 0.25;
            default -> 1;
          };
      assertThat(way.share()).isEqualTo(share);
      assertThat(way.cost())
          .isEqualTo(
              way.choice().carrier().equals("b") ? OptionalLong.of(40_000) : OptionalLong.empty());
    }
  }

  @Test
  void asksNoRuleAboutWhatIsNotLive() {
    var explanation = routes.explain(asked(false), 7);

    assertThat(explanation.rules()).isEmpty();
    assertThat(explanation.route()).isEqualTo("sandbox");
    assertThat(explanation.ways())
        .extracting(way -> way.choice().carrier())
        .containsExactly("sandbox");
  }
}
