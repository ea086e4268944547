package io.carillon.front.v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.door.Logins;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Cost;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import io.carillon.testkit.Samples;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class V2UsageTest {
  private static final String OPERATOR = "sk_live_operator";
  private static final AccountId ACCOUNT = Logins.account(House.SID).orElseThrow();

  private final House house = new House();

  private Reply asked(String path) {
    house.addKey(OPERATOR, Set.of("operate", "account:read"));
    var key = List.of(new Field("Authorization", "Bearer " + OPERATOR));
    var target = path + "?from=2023-01-01&until=2024-01-01";
    return new Router(house.mounts()).answer(Request.of("GET", target, key, new byte[0]));
  }

  private void used(String country, Cost cost) throws InterruptedException {
    var day = Usage.day(House.OPENED);
    var slot = new Slot(ACCOUNT, day, Channel.SMS, Direction.OUTBOUND, country, "USD");
    var usage = new Usage(slot, new Sum(2, 3, 50_000, cost));
    house.ports().commits().write(Samples.inside(new Write.Counted(usage)));
  }

  @Test
  void costAndMarginAreNothingWhereNoCostIsKnownAndZeroWhereItIs() throws Exception {
    used("DE", Cost.NONE);
    used("FR", new Cost(0, 1));
    used("GB", new Cost(20_000, 2));
    used("US", new Cost(30_000, 0));

    var rows = NativeClient.json(asked("/v2/usage")).path("data");
    var sheet = new String(asked("/v2/usage.csv").body(), UTF_8);

    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).path("cost").isNull()).isTrue();
    assertThat(rows.get(0).path("margin").isNull()).isTrue();
    assertThat(rows.get(1).path("cost").path("amount").asText()).isEqualTo("0");
    assertThat(rows.get(1).path("margin").path("amount").asText()).isEqualTo("0.05");
    assertThat(rows.get(2).path("margin").path("amount").asText()).isEqualTo("0.03");
    assertThat(rows.get(3).path("margin").path("amount").asText())
        .as("counted before messages were, of which the cost is known")
        .isEqualTo("0.02");
    assertThat(sheet.lines())
        .anyMatch(line -> line.contains(",DE,") && line.endsWith(",0.05,USD,,"))
        .anyMatch(line -> line.contains(",FR,") && line.endsWith(",0.05,USD,0,0.05"));
  }
}
