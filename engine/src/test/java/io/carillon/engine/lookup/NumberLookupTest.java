package io.carillon.engine.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Learned;
import io.carillon.model.Message;
import io.carillon.model.Message.Origin;
import io.carillon.model.Message.Place;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import io.carillon.model.NumberFacts.Source;
import io.carillon.model.port.Lookup;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryNetworks;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberLookupTest {
  private static final Address GERMAN = Address.phone("+4915112345678");
  private static final Address AMERICAN = Address.phone("+14155550100");
  private static final Network ONE = new Network("262", "01", "Eins");
  private static final Network TWO = new Network("262", "02", "Zwei");

  private final ManualClock clock = new ManualClock();
  private final MemoryNetworks store = new MemoryNetworks();
  private final Samples samples = new Samples(3);
  private final List<String> calls = new ArrayList<>();

  private Learning learning(long kept) throws Exception {
    var named = Map.of("at&t", new Network("310", "410", "AT&T"));
    var rules = new Learning.Rules(10, kept, Duration.ofDays(90), named, "sandbox");
    return new Learning(store, rules, clock, new MemoryMeters());
  }

  /// Answers every number with the same network, and notes how it was asked.
  private Lookup far(Network network) {
    return (number, afresh) -> {
      calls.add(afresh ? "afresh" : "asked");
      return Optional.of(
          new NumberFacts(
              number,
              "",
              Optional.of(NumberFacts.Type.VOIP),
              Optional.of(network),
              Optional.of(Source.HTTP),
              Optional.of(clock.now())));
    };
  }

  private static Ranges ranges() {
    var files = new RangeFiles();
    files.read("x", Samples.START, List.of("49151,262,01,Eins,mobile,DE").iterator());
    return files.ranges();
  }

  private void receipt(Learning learning, String carrier, String network, boolean live) {
    var before = samples.message();
    var origin =
        new Origin(
            new Place("pantheon", "sms", "", live), "", Map.of(), before.origin().keepsake(), "");
    var placed =
        new Message(
            before.id(),
            before.parties(),
            before.content(),
            before.terms(),
            before.bill(),
            origin,
            before.state());
    var facts = before.state().facts().on(carrier).within(network);
    var after = Samples.changed(placed, placed.state().with(facts, placed.state().work()));
    learning.after(Samples.change(placed, after));
  }

  @Test
  void ofANumberNobodyKnowsNothingIsSaid() throws Exception {
    var lookup = new NumberLookup(learning(0), NumberLookup.Asked.NOBODY);
    var number = Address.phone("+999123456");

    assertThat(lookup.find(number, false)).contains(NumberFacts.none(number));
    assertThat(lookup.of(number)).isEmpty();
  }

  @Test
  void theNumberingPlanKnowsCountryAndTypeAlone() throws Exception {
    var lookup = new NumberLookup(learning(0), NumberLookup.Asked.NOBODY);

    var german = lookup.find(GERMAN, false).orElseThrow();
    var american = lookup.find(AMERICAN, false).orElseThrow();

    assertThat(german.country()).isEqualTo("DE");
    assertThat(german.type()).contains(NumberFacts.Type.MOBILE);
    assertThat(german.network()).isEmpty();
    assertThat(german.source()).contains(Source.NUMBERING_PLAN);
    assertThat(german.at()).isEmpty();
    assertThat(american.type()).contains(NumberFacts.Type.FIXED_OR_MOBILE);
    assertThat(lookup.find(Address.phone("+18002345678"), false).orElseThrow().type())
        .contains(NumberFacts.Type.TOLL_FREE);
  }

  @Test
  void aShortCodeIsAShortCodeOfNobody() throws Exception {
    var lookup = new NumberLookup(learning(0), NumberLookup.Asked.NOBODY);
    var code = new Address(Address.Kind.SHORT_CODE, "12345");

    var facts = lookup.find(code, false).orElseThrow();

    assertThat(facts.type()).contains(NumberFacts.Type.SHORT_CODE);
    assertThat(facts.country()).isEmpty();
    assertThat(lookup.of(code)).isEmpty();
  }

  @Test
  void rangesStandOverTheNumberingPlan() throws Exception {
    var asked = new NumberLookup.Asked(Optional.empty(), ranges());
    var lookup = new NumberLookup(learning(0), asked);

    var facts = lookup.find(GERMAN, false).orElseThrow();

    assertThat(facts.network()).contains(ONE);
    assertThat(facts.source()).contains(Source.RANGE);
    assertThat(lookup.of(GERMAN)).isEqualTo("26201");
  }

  @Test
  void whatAFarEndAnswersStandsOverRangesAndIsRemembered() throws Exception {
    var learning = learning(0);
    var asked = new NumberLookup.Asked(Optional.of(far(TWO)), ranges());
    var lookup = new NumberLookup(learning, asked);

    var facts = lookup.find(GERMAN, false).orElseThrow();
    learning.sweep();

    assertThat(facts.network()).contains(TWO);
    assertThat(facts.type()).contains(NumberFacts.Type.VOIP);
    assertThat(facts.country()).isEqualTo("DE");
    assertThat(facts.source()).contains(Source.HTTP);
    assertThat(lookup.of(GERMAN)).isEqualTo("26202");
    assertThat(lookup.find(GERMAN, false).orElseThrow().source()).contains(Source.HTTP);
    assertThat(lookup.find(GERMAN, true)).isPresent();
    assertThat(calls).containsExactly("asked", "afresh");
  }

  @Test
  void aReceiptIsTrustedMostUnlessTheFarEndIsAskedAfresh() throws Exception {
    var learning = learning(0);
    var lookup =
        new NumberLookup(learning, new NumberLookup.Asked(Optional.of(far(TWO)), Ranges.NONE));
    receipt(learning, Samples.LANE, "310410", true);

    var known = lookup.find(AMERICAN, false).orElseThrow();
    clock.advance(Duration.ofMinutes(1));
    var afresh = lookup.find(AMERICAN, true).orElseThrow();
    learning.sweep();

    assertThat(known.network()).contains(new Network("310", "410", ""));
    assertThat(known.source()).contains(Source.RECEIPT);
    assertThat(known.at()).contains(Samples.START);
    assertThat(known.country()).isEqualTo("US");
    assertThat(afresh.network()).contains(TWO);
    assertThat(lookup.of(AMERICAN)).isEqualTo("26202");
  }

  @Test
  void aNameIsACodeWhereTheSettingsSaySo() throws Exception {
    var learning = learning(0);
    var lookup = new NumberLookup(learning, NumberLookup.Asked.NOBODY);

    receipt(learning, Samples.LANE, "Any Mobile", true);
    assertThat(lookup.find(AMERICAN, false).orElseThrow().network())
        .contains(new Network("", "", "Any Mobile"));
    assertThat(lookup.of(AMERICAN)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    receipt(learning, Samples.LANE, "AT&T", true);
    learning.sweep();

    assertThat(lookup.of(AMERICAN)).isEqualTo("310410");
  }

  @Test
  void whatATestLearnsIsNotSo() throws Exception {
    var learning = learning(100);
    var lookup = new NumberLookup(learning, NumberLookup.Asked.NOBODY);

    receipt(learning, "sandbox", "310410", false);

    assertThat(lookup.find(AMERICAN, false).orElseThrow().network()).isEmpty();
  }

  @Test
  void networksAreKeptOnlyWhereTheSettingsWantItAndNeverOfTheSandbox() throws Exception {
    var forgetful = learning(0);
    receipt(forgetful, Samples.LANE, "310410", true);
    forgetful.sweep();
    assertThat(store.newest(10)).isEmpty();

    var playing = learning(100);
    receipt(playing, "sandbox", "310410", true);
    playing.sweep();
    assertThat(store.newest(10)).isEmpty();

    var learning = learning(100);
    receipt(learning, Samples.LANE, "310410", true);
    learning.sweep();
    assertThat(store.newest(10)).hasSize(1);
    clock.advance(Duration.ofHours(1));
    receipt(learning, Samples.LANE, "310410", true);
    learning.sweep();
    assertThat(store.newest(10).getFirst().at()).isEqualTo(Samples.START);
    clock.advance(Duration.ofHours(24));
    receipt(learning, Samples.LANE, "310410", true);
    learning.sweep();
    assertThat(store.newest(10).getFirst().at()).isEqualTo(clock.now());
  }

  @Test
  void aLaterRunKnowsWhatWasKeptUntilItIsTooOld() throws Exception {
    var first = learning(100);
    receipt(first, Samples.LANE, "310410", true);
    first.sweep();
    var later = learning(100);
    var unwarmed = new NumberLookup(learning(100), NumberLookup.Asked.NOBODY);
    var lookup = new NumberLookup(later, NumberLookup.Asked.NOBODY);

    later.recover();

    assertThat(lookup.of(AMERICAN)).isEqualTo("310410");
    assertThat(unwarmed.find(AMERICAN, false).orElseThrow().source()).contains(Source.RECEIPT);
    clock.advance(Duration.ofDays(91));
    assertThat(lookup.of(AMERICAN)).isEmpty();
    later.trim();
    assertThat(store.newest(10)).isEmpty();
  }

  @Test
  void memoryForgetsWhatWasNotAskedForLately() {
    var remembered = new Remembered(10);
    for (int i = 0; i < 100; i++) {
      remembered.put(new Learned(i, ONE, Source.RECEIPT, Samples.START.plusSeconds(i)));
      assertThat(remembered.of(0)).isPresent();
    }

    assertThat(remembered.size()).isLessThanOrEqualTo(10);
    assertThat(remembered.of(99)).isPresent();
    assertThat(remembered.of(50)).isEmpty();
  }
}
