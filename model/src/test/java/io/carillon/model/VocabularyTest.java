package io.carillon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Address.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void everyStoredCodeNamesOneThing() {
    unique(Status.values(), Status::code);
    unique(Fault.values(), Fault::code);
    unique(Channel.values(), Channel::code);
    unique(Kind.values(), Kind::code);
    unique(Wait.values(), Wait::code);
    unique(Purpose.values(), Purpose::code);
    unique(Priority.values(), Priority::code);
    unique(Direction.values(), Direction::code);
    unique(Encoding.values(), Encoding::code);
    unique(Leg.Standing.values(), Leg.Standing::code);
    unique(TraceRow.Kind.values(), TraceRow.Kind::code);
    unique(Report.Verdict.values(), Report.Verdict::code);
    unique(Notice.Progress.values(), Notice.Progress::code);
    unique(Commit.Reason.values(), Commit.Reason::code);
    unique(Account.Standing.values(), Account.Standing::code);
  }

  private static <E> void unique(E[] values, ToIntFunction<E> code) {
    assertThat(Arrays.stream(values).mapToInt(code).distinct().count()).isEqualTo(values.length);
  }

  @Test
  void aStatusYieldsOnlyToAHigherRank() {
    for (var before : Status.values()) {
      for (var next : Status.values()) {
        assertThat(before.yieldsTo(next)).isEqualTo(next.rank() > before.rank());
      }
    }
    assertThat(Status.FAILED.yieldsTo(Status.DELIVERED)).isTrue();
    assertThat(Status.FAILED.yieldsTo(Status.CANCELED)).isFalse();
    assertThat(Status.of("delivered")).contains(Status.DELIVERED);
    assertThat(Status.of("DELIVERED")).isEmpty();
  }

  @Test
  void knowsTheShapeOfE164() {
    for (var number : List.of("+14155552671", "+491098765432", "+12", "+123456789012345")) {
      assertThat(Address.isE164(number)).as(number).isTrue();
    }
    for (var number :
        List.of(
            "", "+", "+1", "14155552671", "+04155552671", "+1415555267a", "+1234567890123456")) {
      assertThat(Address.isE164(number)).as(number).isFalse();
    }
  }

  @Test
  void anAddressFitsItsKind() {
    assertThat(new Address(Kind.SHORT_CODE, "12345").value()).isEqualTo("12345");
    assertThat(new Address(Kind.ALPHANUMERIC, "MyCompany").value()).isEqualTo("MyCompany");
    assertThatThrownBy(() -> new Address(Kind.SHORT_CODE, "12"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Address(Kind.ALPHANUMERIC, "TwelveLetter"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Address.phone("4155552671"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void addressesTextsAndSecretsDoNotPrintThemselves() {
    assertThat(Address.phone("+14155552671").toString()).doesNotContain("415555");
    assertThat(new Content.Text("Your code is 487231").toString()).doesNotContain("487231");
    assertThat(new Secret("whsec_x").toString()).doesNotContain("x");
  }

  @Test
  void moneyIsExact() {
    var price = new Money(7_500, "USD");

    assertThat(price.times(3).decimal().toPlainString()).isEqualTo("0.0225");
    assertThat(price.plus(price.negated()).micros()).isZero();
    assertThat(new Money(5_000_000, "USD").decimal().toPlainString()).isEqualTo("5");
    assertThatThrownBy(() -> price.plus(new Money(1, "EUR")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Money(Long.MAX_VALUE, "USD").times(2))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aCallbackKeepsItsEventsInAMask() {
    var events = Set.of(Status.SENT, Status.DELIVERED, Status.READ);

    var callback = new Callback("https://Example.com:8443/hook?x=1", events);

    assertThat(Callback.events(callback.mask())).isEqualTo(events);
    var account = new AccountId(new Id(1, 2));
    assertThat(callback.lane(account))
        .isEqualTo("00000000000000010000000000000002 https://example.com:8443");
  }

  @Test
  void timesAreNotedOnceAndNeverMoved() {
    var start = Instant.parse("2026-01-01T00:00:00Z");
    var times =
        Message.Times.acceptedAt(start)
            .reached(Status.DELIVERED, start.plusSeconds(2))
            .reached(Status.DELIVERED, start.plusSeconds(9));

    assertThat(times.delivered()).contains(start.plusSeconds(2));
    assertThat(times.updated()).isEqualTo(start.plusSeconds(9));
    assertThat(times.sent()).isEmpty();
  }

  @Test
  void aLocationLiesOnEarth() {
    assertThatThrownBy(() -> new Content.Location(91, 0, "", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Content.Location(Double.NaN, 0, "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
