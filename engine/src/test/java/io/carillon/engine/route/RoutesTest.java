package io.carillon.engine.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.engine.route.Route.Choice;
import io.carillon.engine.route.Route.Limits;
import io.carillon.engine.route.Route.Pick;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Id;
import io.carillon.model.Purpose;
import io.carillon.testkit.FakeCarrier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final AccountId ACCOUNT = new AccountId(new Id(1, 2));
  private static final Asked GERMAN = asked("+4915112345678", "26201");

  private static Asked asked(String to, String network) {
    return new Asked(
        ACCOUNT,
        Channel.SMS,
        new Address(Address.Kind.ALPHANUMERIC, "MyCompany"),
        Address.phone(to),
        Purpose.OTP,
        network,
        "eu",
        true);
  }

  private static Asked as(Channel channel, boolean live) {
    return new Asked(ACCOUNT, channel, GERMAN.from(), GERMAN.to(), Purpose.OTP, "", "", live);
  }

  private static FakeCarrier carrier(String name, Channel channel) {
    return new FakeCarrier(name, channel, 1);
  }

  private static Route route(String name, Match match, Pick pick, Choice... choices) {
    return new Route(name, match, List.of(choices), pick, Limits.NONE);
  }

  private static Routes routes(Route... routes) {
    return new Routes(List.of(routes), Costs.NONE, List.of());
  }

  private static Match to(String... prefixes) {
    return new Match(
        Set.of(), List.of(prefixes), List.of(), List.of(), Set.of(), Set.of(), Set.of());
  }

  @Test
  void withoutRulesEveryCarrierTakesItsChannelInTheOrderOfTheSettings() {
    var routes =
        new Routes(
            List.of(
                carrier("mmsc", Channel.MMS),
                carrier("first", Channel.SMS),
                carrier("second", Channel.SMS)));

    assertThat(routes.plan(GERMAN, 1).carriers()).containsExactly("first", "second");
    assertThat(routes.plan(as(Channel.MMS, true), 1).carriers()).containsExactly("mmsc");
    assertThat(routes.plan(as(Channel.WHATSAPP, true), 1)).isEqualTo(Plan.NONE);
    assertThat(routes.plan(as(Channel.SMS, false), 1)).isEqualTo(Plan.NONE);
  }

  @Test
  void sendsWhatIsNotLiveToTheSandboxWhateverTheRulesSay() {
    var routes =
        new Routes(
            List.of(route("all", Match.ALL, Pick.ORDER, Choice.of("first"))),
            Costs.NONE,
            List.of(carrier("sandbox", Channel.SMS)));

    assertThat(routes.plan(as(Channel.SMS, true), 1).first()).contains("first");
    assertThat(routes.plan(as(Channel.SMS, false), 1).first()).contains("sandbox");
    assertThat(routes.plan(as(Channel.MMS, false), 1).first()).isEmpty();
  }

  @Test
  void takesTheFirstRuleThatFits() {
    var routes =
        routes(
            route("berlin", to("+4930"), Pick.ORDER, Choice.of("b")),
            route("germany", to("+49"), Pick.ORDER, Choice.of("g")),
            route("rest", Match.ALL, Pick.ORDER, Choice.of("r")));

    assertThat(routes.plan(asked("+49301234567", ""), 1).route()).isEqualTo("berlin");
    assertThat(routes.plan(GERMAN, 1).route()).isEqualTo("germany");
    assertThat(routes.plan(asked("+33612345678", ""), 1).route()).isEqualTo("rest");
  }

  @Test
  void saysWhichPartOfARuleDoesNotFit() {
    Set<Purpose> otp = Set.of(Purpose.OTP);
    var all =
        new Match(
            Set.of(Channel.SMS),
            List.of("+43", "+49"),
            List.of("262"),
            List.of("My*"),
            Set.of(ACCOUNT),
            otp,
            Set.of("eu"));
    assertThat(all.takes(GERMAN)).isTrue();
    assertThat(all.misfit(as(Channel.MMS, true))).isEqualTo("channel");
    assertThat(all.misfit(asked("+33612345678", "26201"))).isEqualTo("to");
    assertThat(all.misfit(asked("+4915112345678", ""))).isEqualTo("network");
    var none = List.<String>of();
    Set<Channel> any = Set.of();
    var from = new Match(any, none, none, List.of("Mine", "+4*"), Set.of(), Set.of(), Set.of());
    assertThat(from.misfit(GERMAN)).isEqualTo("from");
    var account =
        new Match(any, none, none, none, Set.of(new AccountId(new Id(9, 9))), Set.of(), Set.of());
    assertThat(account.misfit(GERMAN)).isEqualTo("account");
    var purpose = new Match(any, none, none, none, Set.of(), Set.of(Purpose.PROMOTIONAL), Set.of());
    assertThat(purpose.misfit(GERMAN)).isEqualTo("purpose");
    var region = new Match(any, none, none, none, Set.of(), Set.of(), Set.of("default"));
    assertThat(region.misfit(GERMAN)).isEqualTo("region");
  }

  @Test
  void asksCarriersOfALowerPriorityOnlyWhereNoneOfAHigherIsUsable() {
    var plan =
        routes(
                route(
                    "r",
                    Match.ALL,
                    Pick.ORDER,
                    new Choice("last", 1, 2),
                    new Choice("first", 1, 0),
                    new Choice("second", 1, 1)))
            .plan(GERMAN, 1);

    assertThat(plan.carriers()).containsExactly("first", "second", "last");
    assertThat(plan.pick(name -> true)).contains("first");
    assertThat(plan.pick(name -> !name.equals("first"))).contains("second");
    assertThat(plan.pick(name -> false)).as("it may come back").contains("first");
    assertThat(plan.next(List.of("first"), name -> true)).contains("second");
    assertThat(plan.next(List.of("first", "second", "last"), name -> true)).isEmpty();
  }

  @Test
  void drawsEachCarrierAsOftenAsItsWeightSays() {
    var routes =
        routes(route("r", Match.ALL, Pick.WEIGHT, new Choice("a", 3, 0), new Choice("b", 1, 0)));
    var chance = new Random(1);
    Map<String, Integer> drawn = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      drawn.merge(routes.plan(GERMAN, chance.nextLong()).carriers().getFirst(), 1, Integer::sum);
    }

    assertThat(drawn.get("a")).isBetween(7_300, 7_700);
    assertThat(routes.plan(GERMAN, 42)).isEqualTo(routes.plan(GERMAN, 42));
  }

  @Test
  void drawsEvenlyForIdsThatFollowOneAnother() {
    var routes = routes(route("r", Match.ALL, Pick.WEIGHT, Choice.of("a"), Choice.of("b")));
    int first = 0;
    for (int i = 0; i < 10_000; i++) {
      first += routes.plan(GERMAN, i).carriers().getFirst().equals("a") ? 1 : 0;
    }

    assertThat(first).isBetween(4_800, 5_200);
  }

  @Test
  void takesTheCheapestForTheRecipientAndWhatIsNotKnownLast() {
    var costs =
        new Costs(
            List.of(
                new Costs.Row("a", "", "", 30_000),
                new Costs.Row("a", "+49", "", 9_000),
                new Costs.Row("b", "+49", "", 8_000),
                new Costs.Row("b", "+49", "26201", 10_000)));
    var rule =
        route("cheap", Match.ALL, Pick.COST, Choice.of("unknown"), Choice.of("b"), Choice.of("a"));
    var routes = new Routes(List.of(rule), costs, List.of());

    assertThat(routes.plan(asked("+4915112345678", "26203"), 1).carriers())
        .containsExactly("b", "a", "unknown");
    assertThat(routes.plan(GERMAN, 1).carriers()).containsExactly("a", "b", "unknown");
    assertThat(costs.of("a", asked("+33612345678", ""))).hasValue(30_000);
    assertThat(costs.of("b", asked("+33612345678", ""))).isEmpty();
  }

  @Test
  void refusesRulesThatSayNothing() {
    assertThatThrownBy(() -> route("r", Match.ALL, Pick.ORDER)).hasMessageContaining("no carrier");
    assertThatThrownBy(() -> route("", Match.ALL, Pick.ORDER, Choice.of("a")))
        .hasMessageContaining("name");
    assertThatThrownBy(() -> new Choice("a", 0, 0)).hasMessageContaining("weight");
    assertThatThrownBy(() -> new Choice("a", 1, 100)).hasMessageContaining("priority");
  }

  @Test
  void givesAnAccountAFlowOfItsOwnOnARouteWithLimits() {
    var limited =
        new Route("slow", Match.ALL, List.of(Choice.of("a")), Pick.ORDER, new Limits(5, 0));
    var plan = routes(limited).plan(GERMAN, 1);

    var flow = Flow.of(ACCOUNT, plan);

    assertThat(Flow.route(flow)).contains("slow");
    assertThat(Flow.route(Flow.of(ACCOUNT, Plan.NONE))).isEmpty();
    assertThat(flow).startsWith(ACCOUNT.value().hex());
  }
}
