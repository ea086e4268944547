package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.door.Logins;
import io.carillon.model.AccountEvent;
import io.carillon.model.AccountEvent.What;
import io.carillon.model.AccountId;
import io.carillon.model.Event.Kind;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class V2AccountEventsTest {
  private static final String PATH = "/v2/account/events";
  private static final AccountId ACCOUNT = Logins.account(House.SID).orElseThrow();

  private final House house = new House();
  private final NativeClient client = new NativeClient(house);

  private void happen(int number, Notice.Telling telling) throws InterruptedException {
    var what = new What.BalanceLow(new Money(24_970_000, "USD"), new Money(25_000_000, "USD"));
    var id = new Id(0x018f_2a6c_0000_7000L, number);
    var events = house.ports().books().events();
    assertThat(events.raise(AccountEvent.of(id, ACCOUNT, House.OPENED, what, telling))).isTrue();
  }

  @Test
  void tellsWhatHappenedAndWhatBecameOfItsWebhook() throws Exception {
    var end = House.OPENED.plusSeconds(60);
    var dead = new Notice.Telling(Progress.DEAD, 25, Optional.empty(), Optional.of(end), 503);
    happen(1, dead);
    house.ports().books().events().end(ACCOUNT, Kind.BALANCE_LOW, end);
    happen(2, Notice.Telling.owedAt(House.OPENED));

    var all = client.json(PATH).path("data");

    assertThat(all).hasSize(2);
    assertThat(all.get(0).path("id").asText())
        .isEqualTo("evt_018f2a6c-0000-7000-0000-000000000002");
    assertThat(all.get(0).path("over").isNull()).isTrue();
    assertThat(all.get(0).path("webhook").path("state").asText()).isEqualTo("open");
    assertThat(all.get(0).path("webhook").path("answer").isNull()).isTrue();
    assertThat(all.get(1).path("type").asText()).isEqualTo("balance.low");
    assertThat(all.get(1).path("account").asText()).isEqualTo(House.SID);
    assertThat(all.get(1).path("balance").path("amount").asText()).isEqualTo("24.97");
    assertThat(all.get(1).path("over").asText()).isEqualTo("2023-07-15T14:31:00Z");
    assertThat(all.get(1).path("webhook").path("failures").asInt()).isEqualTo(25);
    assertThat(all.get(1).path("webhook").path("answer").asInt()).isEqualTo(503);
  }

  @Test
  void isToldAgainWhenAskedFor() throws Exception {
    var end = House.OPENED.plusSeconds(60);
    happen(1, new Notice.Telling(Progress.DEAD, 25, Optional.empty(), Optional.of(end), 503));
    var id = client.json(PATH).path("data").get(0).path("id").asText();

    var again = client.ask("POST", PATH + "/" + id + "/retell", "");

    assertThat(again.status()).isEqualTo(200);
    assertThat(NativeClient.json(again).path("webhook").path("state").asText()).isEqualTo("open");
    var shown = client.json(PATH).path("data").get(0);
    assertThat(shown).isEqualTo(NativeClient.json(again));
    assertThat(shown.path("webhook").path("failures").asInt()).isZero();
    assertThat(shown.path("webhook").path("due").isNull()).isFalse();
    assertThat(client.ask("POST", PATH + "/evt_1/retell", "").status()).isEqualTo(404);
    var unknown = "/evt_018f2a6c-0000-7000-0000-000000000009/retell";
    assertThat(client.ask("POST", PATH + unknown, "").status()).isEqualTo(404);
  }

  @Test
  void isReadByPages() throws Exception {
    for (int i = 1; i <= 3; i++) {
      happen(i, Notice.Telling.owedAt(House.OPENED));
      house.ports().books().events().end(ACCOUNT, Kind.BALANCE_LOW, House.OPENED);
    }

    var first = client.json(PATH + "?limit=2");
    var next = client.json(PATH + "?limit=2&starting_after=" + first.path("next_cursor").asText());

    assertThat(first.path("data")).hasSize(2);
    assertThat(first.path("has_more").asBoolean()).isTrue();
    assertThat(next.path("data")).hasSize(1);
    assertThat(next.path("has_more").asBoolean()).isFalse();
    assertThat(client.get(PATH + "?starting_after=evt_1").status()).isEqualTo(400);
    assertThat(client.get(PATH + "?state=open").status()).isEqualTo(400);
  }
}
