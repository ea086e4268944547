package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.front.door.Logins;
import io.carillon.model.AccountEvent;
import io.carillon.model.AccountEvent.What;
import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Secret;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.sign.StandardWebhooks;
import io.carillon.wire.sign.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class V2AccountHeraldTest {
  private static final String SECRET = StandardWebhooks.secret(new byte[24]);

  private final House house = new House();

  @AutoClose private final Sink sink = new Sink();
  private Optional<String> url = Optional.of(sink.url());
  private final V2AccountHerald herald =
      new V2AccountHerald(
          sink.courier(house.clock()), house.ports().accounts(), _ -> url, house.clock());

  private static AccountEvent event(AccountId account) {
    var what = new What.BalanceLow(new Money(24_970_000, "USD"), new Money(25_000_000, "USD"));
    var owed = Notice.Telling.owedAt(House.OPENED);
    return AccountEvent.of(new Id(0x018f_2a6c_0000_7000L, 1), account, House.OPENED, what, owed);
  }

  private static AccountEvent event() {
    return event(Logins.account(House.SID).orElseThrow());
  }

  @Test
  void tellsSignedWhatIsLeftAndWhatWasSet() throws Exception {
    house.webhookSecret(new Secret(SECRET));

    assertThat(herald.tell(event())).isEqualTo(new Telling.Told(204));

    var request = sink.taken();
    var body = new ObjectMapper().readTree(request.body());
    assertThat(body.path("id").asText()).startsWith("evt_");
    assertThat(body.path("type").asText()).isEqualTo("balance.low");
    assertThat(body.path("account").asText()).isEqualTo(House.SID);
    assertThat(body.path("balance").path("amount").asText()).isEqualTo("24.97");
    assertThat(body.path("below").path("amount").asText()).isEqualTo("25");
    var sent =
        new StandardWebhooks.Sent(
            request.header("webhook-id").orElseThrow(),
            request.header("webhook-timestamp").orElseThrow(),
            request.header("webhook-signature").orElseThrow());
    assertThat(sent.id()).isEqualTo(body.path("id").asText());
    assertThat(
            new StandardWebhooks(List.of(SECRET))
                .verify(sent, request.body(), house.clock().now(), StandardWebhooks.TOLERANCE))
        .isEqualTo(Verdict.GENUINE);
  }

  @Test
  void tellsWhereTheAccountWantsItNow() {
    url = Optional.empty();

    assertThat(herald.tell(event())).isInstanceOf(Telling.Gone.class);
    assertThat(sink.waiting()).isZero();
  }

  @Test
  void anAccountThatIsGoneIsNotTold() {
    assertThat(herald.tell(event(new AccountId(new Id(7, 7))))).isInstanceOf(Telling.Gone.class);
  }
}
