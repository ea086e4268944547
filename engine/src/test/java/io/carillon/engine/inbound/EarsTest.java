package io.carillon.engine.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.inbound.Ears.Cause;
import io.carillon.model.Address;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Inbox;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.Resource;
import io.carillon.model.port.Herald.Naming;
import io.carillon.model.port.Herald.Shape;
import io.carillon.testkit.FakeHerald;
import io.carillon.testkit.Samples;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarsTest {
  private static final Address OURS = Address.phone("+14155552671");
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<Shape> SHAPES =
      List.of(
          new Shape("one", "", Naming.POSSIBLE, true),
          new Shape("two", "", Naming.NEEDED, true),
          new Shape("three", "", Naming.NEVER, false),
          new Shape("four", "", Naming.NEEDED, false));

  private final Rig rig = new Rig();
  private final FakeHerald one = new FakeHerald("one");
  private final FakeHerald two = new FakeHerald("two");
  private final Ears ears =
      new Ears(rig.store.accounts(), List.of(one, two), Hearing.policy(SHAPES));

  private void keep(Resource.Kind kind, String name, Map<String, String> facts) {
    var id = Id.fromHex("%032x".formatted(kind.code())).orElseThrow();
    var kept = new Resource(id, Samples.ACCOUNT, kind, name, facts, NOW, NOW);
    rig.write(new Write.Enrolled(new Entry.OfResource(kept), Samples.OCCASION));
  }

  private void setForSender(Hearing hearing) {
    keep(Resource.Kind.NUMBER, OURS.value(), hearing.laidOver(Map.of("friendly_name", "desk")));
  }

  private Optional<Ears.Ear> ear() {
    return ears.of(Samples.ACCOUNT, OURS);
  }

  @Test
  void nobodyHearsWhereNothingIsSet() {
    assertThat(ear()).isEmpty();
  }

  @Test
  void theFirstDialectInWhichAPlaceIsNamedTells() {
    two.inbox("https://two.example/in");
    assertThat(ear().orElseThrow().dialect()).isEqualTo("two");

    one.inbox("https://one.example/in");

    assertThat(ear())
        .contains(new Ears.Ear("one", "one", Inbox.at("https://one.example/in"), Cause.DIALECT));
  }

  @Test
  void whatIsSetForTheSenderBeatsEveryDialect() {
    one.inbox("https://one.example/in");
    var main = new Hook("https://set.example/in", true);
    var fallback = Optional.of(Hook.posted("https://set.example/else"));

    setForSender(new Hearing("two", Optional.of(main), fallback));

    assertThat(ear())
        .contains(
            new Ears.Ear("two", "two", new Inbox("", main, fallback, Map.of()), Cause.SENDER));
  }

  @Test
  void aSenderThatIsSetToADialectAloneHearsWhereThatHasItsPlace() {
    one.inbox("https://one.example/in");
    two.inbox("https://two.example/in");

    setForSender(new Hearing("two", Optional.empty(), Optional.empty()));

    assertThat(ear())
        .contains(new Ears.Ear("two", "two", Inbox.at("https://two.example/in"), Cause.SENDER));
  }

  @Test
  void aSenderCanBeSetToNowhere() {
    one.inbox("https://one.example/in");

    setForSender(new Hearing(Hearing.NOWHERE, Optional.empty(), Optional.empty()));

    assertThat(ear()).isEmpty();
  }

  @Test
  void whatIsSetForTheAccountIsForSendersThatHaveNothing() {
    keep(
        Resource.Kind.SETTINGS,
        "policy.inbound",
        Map.of("dialect", "two", "url", "https://all.example/in", "method", "GET"));

    var all = new Hook("https://all.example/in", true);
    assertThat(ear())
        .contains(
            new Ears.Ear(
                "two", "two", new Inbox("", all, Optional.empty(), Map.of()), Cause.ACCOUNT));

    one.inbox("https://one.example/in");
    assertThat(ear().orElseThrow().cause()).isEqualTo(Cause.DIALECT);
  }

  @Test
  void theFactsOfASenderHoldItBesideOthers() {
    var hearing =
        new Hearing(
            "one",
            Optional.of(Hook.posted("https://set.example/in")),
            Optional.of(new Hook("https://set.example/else", true)));

    var facts = hearing.laidOver(Map.of("friendly_name", "desk", "inbound_url", "https://old"));

    assertThat(Hearing.without(facts)).isEqualTo(Map.of("friendly_name", "desk"));
    keep(Resource.Kind.NUMBER, OURS.value(), facts);
    assertThat(Hearing.of(rig.store.accounts().directory(), Samples.ACCOUNT, OURS))
        .contains(hearing);
  }

  private static Map<String, String> problems(Hearing hearing) {
    var problems = new HashMap<String, String>();
    hearing.problems(SHAPES, problems::put);
    return problems;
  }

  @Test
  void whatCannotBeMeantIsTold() {
    var url = Optional.of(Hook.posted("https://set.example/in"));

    assertThat(problems(new Hearing("five", url, Optional.empty())))
        .isEqualTo(Map.of("dialect", "must be one of one, two, three, four, none"));
    assertThat(problems(new Hearing("two", Optional.empty(), Optional.empty()))).containsKey("url");
    assertThat(problems(new Hearing("three", url, Optional.empty()))).containsKey("url");
    assertThat(problems(new Hearing("none", url, Optional.empty()))).containsKey("url");
    assertThat(problems(new Hearing("one", Optional.empty(), url))).containsKey("fallback_url");
    var got = Optional.of(new Hook("https://set.example/in", true));
    assertThat(problems(new Hearing("four", got, got)))
        .isEqualTo(
            Map.of(
                "method", "must be POST: four knows no other",
                "fallback_method", "must be POST: four knows no other"));
    assertThat(problems(new Hearing("one", got, url))).isEmpty();
    assertThat(problems(new Hearing("", Optional.empty(), Optional.empty()))).isEmpty();
  }

  @Test
  void wordsOfTheAccountAreChecked() {
    var problems =
        Hearing.policy(SHAPES)
            .problems(Map.of("dialect", "two", "url", "ftp://x", "method", "put"));

    assertThat(problems).containsOnlyKeys("url", "method");
  }
}
