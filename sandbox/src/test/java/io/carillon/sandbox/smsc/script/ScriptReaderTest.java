package io.carillon.sandbox.smsc.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ScriptReaderTest {
  private static List<String> troubles(String yaml) {
    try {
      ScriptReader.read(yaml);
      return List.of();
    } catch (ScriptRefused e) {
      return e.troubles();
    }
  }

  @Test
  void theAnnotatedScriptCanBePlayed() throws Exception {
    var script = ScriptReader.read(ScriptReader.manual());

    assertThat(script.rules()).hasSize(9);
    assertThat(script.otherwise().receipt().delay())
        .isEqualTo(new Delay.Fixed(Duration.ofMillis(200)));
    assertThat(script.accounts().getFirst().toString()).isEqualTo("Account[sandbox]");
  }

  @Test
  void theAnnotatedScriptShowsEveryKey() {
    for (var key : Keys.all()) {
      assertThat(ScriptReader.manual()).as(key).containsPattern("(?m)[\\s{#-]" + key + ": ?");
    }
    for (var fault : Fault.values()) {
      assertThat(ScriptReader.manual()).contains("fault: " + fault.word());
    }
  }

  @Test
  void whatIsNotSaidIsAsTheAnnotatedScriptSays() throws Exception {
    var manual = ScriptReader.read(ScriptReader.manual());
    var empty = ScriptReader.read("");

    assertThat(empty.accounts()).isEqualTo(manual.accounts());
    assertThat(empty.session()).isEqualTo(manual.session());
    assertThat(empty.throttling()).isEqualTo(manual.throttling());
    assertThat(empty.otherwise().id()).isEqualTo(manual.otherwise().id());
    assertThat(empty.otherwise().reaction()).isEqualTo(manual.otherwise().reaction());
    assertThat(empty.otherwise().receipt().form()).isEqualTo(manual.otherwise().receipt().form());
    assertThat(empty.rules()).isEmpty();
    assertThat(empty.networks().table()).isEmpty();
  }

  @Test
  void aRuleLeavesTheRestToOtherwise() throws Exception {
    var script =
        ScriptReader.read(
            """
            otherwise:
              id: {response: hex, receipt: decimal, width: 10}
              receipt: {delay: 3s, form: {letters: lower, spaces: 2}}
            rules:
              - to: {prefix: "49", suffix: "7"}
                status: 0x14
                times: 1
                receipt: {states: [ENROUTE, DELIVRD], form: {tlvs: []}}
            """);

    var rule = script.rules().getFirst();
    assertThat(rule.match().fits("491517")).isTrue();
    assertThat(rule.match().fits("491518")).isFalse();
    assertThat(rule.reaction().status()).isEqualTo(CommandStatus.RMSGQFUL);
    assertThat(rule.id().inResponse(255)).isEqualTo("00000000ff");
    assertThat(rule.id().inReceipt(255)).isEqualTo("0000000255");
    assertThat(rule.receipt().states())
        .containsExactly(MessageState.ENROUTE, MessageState.DELIVERED);
    assertThat(rule.receipt().delay()).isEqualTo(new Delay.Fixed(Duration.ofSeconds(3)));
    assertThat(rule.receipt().form().spaces()).isEqualTo(2);
    assertThat(rule.receipt().form().tlvs()).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceWithItsLine() {
    assertThat(
            troubles(
                """
                accounts:
                  - {system-id: a, password: b, binds: [sideways]}
                  - {system-id: a, password: far-too-long}
                sesion: {}
                rules:
                  - to: {pattern: "(", nth: 3}
                    status: ESME_RNONSENSE
                    receipt:
                      states: [SENT]
                      delay: soon
                      copies: 0
                inbound:
                  - {from: "+491701234567", account: nobody}
                hostile: [{fault: sulk}, {fault: cut, for: 3s}]
                """))
        .satisfiesExactly(
            one -> assertThat(one).startsWith("line 2: accounts[0].binds is to be of"),
            one -> assertThat(one).startsWith("line 3: accounts[1].password is to have at most 8"),
            one -> assertThat(one).startsWith("line 3: accounts[1].system-id stands twice"),
            one -> assertThat(one).startsWith("line 4: sesion is not known here; there are seed"),
            one -> assertThat(one).startsWith("line 6: rules[0].to.nth is not known here"),
            one -> assertThat(one).startsWith("line 6: rules[0].to.pattern is to be a regular"),
            one -> assertThat(one).startsWith("line 7: rules[0].status is to be a name such as"),
            one -> assertThat(one).startsWith("line 9: rules[0].receipt.states has 'SENT'"),
            one -> assertThat(one).startsWith("line 10: rules[0].receipt.delay is to be a dur"),
            one -> assertThat(one).startsWith("line 11: rules[0].receipt.copies is to be a num"),
            one -> assertThat(one).startsWith("line 13: inbound[0].account names none"),
            one -> assertThat(one).startsWith("line 13: inbound[0].to is missing"),
            one -> assertThat(one).startsWith("line 14: hostile[0].fault is to be of one-octet"),
            one -> assertThat(one).startsWith("line 14: hostile[1].for is for faults that go on"));
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsLine() {
    assertThat(troubles("rules: [")).singleElement().asString().contains("not YAML");
    assertThat(troubles("seed: 1\nseed: 2")).singleElement().asString().startsWith("line 2: ");
    assertThat(troubles("- just a list").getFirst()).contains("is to be a mapping");
    assertThat(troubles("a: ".repeat(5) + "[".repeat(40))).isNotEmpty();
    assertThat(troubles("[".repeat(30) + "]".repeat(30)).getFirst()).contains("too deep");
    assertThat(troubles("x".repeat(ScriptReader.LENGTH_MAX + 1)).getFirst()).contains("at most");
  }

  @Test
  void jsonIsYamlToo() throws Exception {
    var inbound =
        ScriptReader.inbound(
            """
            {"from": "+491701234567", "to": "12345", "text": "Hi", "count": 3}
            """,
            ScriptReader.read("").accounts());

    assertThat(inbound.count()).isEqualTo(3);
    assertThat(inbound.to().value()).isEqualTo("12345");
    assertThat(inbound.toString()).doesNotContain("Hi");
    assertThat(ScriptReader.hostility("{\"fault\": \"silence\", \"for\": \"5s\"}"))
        .isEqualTo(new Hostility(Fault.SILENCE, 0, Duration.ofSeconds(5)));
  }

  @Test
  void delaysAreDrawnWithinTheirBounds() throws Exception {
    var random = new SplittableRandom(1);
    var uniform = ScriptReader.read("otherwise: {delay: {uniform: [10ms, 20ms]}}");
    var exponential = ScriptReader.read("otherwise: {delay: {exponential: 10ms, max: 30ms}}");

    long sum = 0;
    for (int i = 0; i < 10_000; i++) {
      assertThat(uniform.otherwise().reaction().delay().draw(random))
          .isBetween(10_000_000L, 20_000_000L);
      long drawn = exponential.otherwise().reaction().delay().draw(random);
      assertThat(drawn).isBetween(0L, 30_000_000L);
      sum += drawn;
    }

    assertThat(sum / 10_000).isBetween(8_500_000L, 10_500_000L);
    assertThat(troubles("otherwise: {delay: {uniform: [20ms, 10ms]}}")).hasSize(1);
    assertThat(troubles("otherwise: {delay: {max: 10ms}}")).hasSize(1);
  }

  @Test
  void aPatternThatNeverEndsDoesNotFit() throws Exception {
    var script = ScriptReader.read("rules: [{to: {pattern: '(([0-9]+)+)+x'}}]");

    assertThat(script.rules().getFirst().match().fits("1".repeat(20))).isFalse();
    assertThat(script.rules().getFirst().match().fits("12x")).isTrue();
  }

  @Test
  void theCurveGoesOnOrBeginsAgain() throws Exception {
    var once = ScriptReader.read("throttling: {curve: [{at: 1s, rate: 5}, {at: 3s, rate: 0}]}");
    var again =
        ScriptReader.read(
            "throttling: {repeat: 4s, curve: [{at: 0s, rate: 5}, {at: 3s, rate: 7}]}");

    assertThat(once.throttling().rate(Duration.ofMillis(999))).isEqualTo(-1);
    assertThat(once.throttling().rate(Duration.ofSeconds(1))).isEqualTo(5);
    assertThat(once.throttling().rate(Duration.ofHours(1))).isZero();
    assertThat(again.throttling().rate(Duration.ofMillis(3_500))).isEqualTo(7);
    assertThat(again.throttling().rate(Duration.ofMillis(4_500))).isEqualTo(5);
    assertThat(troubles("throttling: {curve: [{at: 3s, rate: 5}, {at: 1s, rate: 7}]}")).hasSize(1);
  }

  @Test
  void anIdIsTheSameUuidInBothPlaces() {
    var form = new IdForm(IdForm.Kind.UUID, IdForm.Kind.HEX, 0, true);

    assertThat(form.inResponse(77)).isEqualTo(form.inReceipt(77)).hasSize(36).isUpperCase();
    assertThat(form.inResponse(78)).isNotEqualTo(form.inResponse(77));
    assertThat(new IdForm(IdForm.Kind.DECIMAL, IdForm.Kind.HEX, 4, true).inReceipt(171))
        .isEqualTo("00AB");
  }

  @Test
  void aNumberOutOfRangeIsNoNetwork() throws Exception {
    var networks = ScriptReader.read(ScriptReader.manual()).networks();

    assertThat(networks.of("14155551234").orElseThrow().code()).isEqualTo("310410");
    assertThat(networks.of("491515551234")).isEmpty();
    assertThatThrownBy(() -> ScriptReader.read("networks: {table: [{prefix: '1', digit: 11}]}"))
        .isInstanceOf(ScriptRefused.class);
  }
}
