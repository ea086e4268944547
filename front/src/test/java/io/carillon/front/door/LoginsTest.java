package io.carillon.front.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.door.Keys.Entry;
import io.carillon.model.Account;
import io.carillon.model.ApiKey;
import io.carillon.model.Fault;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginsTest {
  private static final String SID = "AC0123456789abcdeffedcba9876543210";

  private final House house = new House();
  private final Logins logins = new Logins(house.ports().accounts(), house.clock());

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private Entry enter(String authorization, Scope scope) {
    var fields = List.of(new Field("Authorization", authorization));
    return logins.enter(Request.of("GET", "/", fields, new byte[0]), scope);
  }

  private Fault refused(String authorization) {
    return switch (enter(authorization, Scope.MESSAGING_SEND)) {
      case Entry.Denied(var refusal) -> refusal.fault();
      case Entry.Granted _ -> throw new AssertionError("entered");
    };
  }

  private ApiKey key() {
    return house.ports().accounts().directory().key(Keys.sha256(House.KEY)).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {SID, "AC0123456789ABCDEFFEDCBA9876543210"})
  void accountSidAndTokenEnterForEverythingButOperating(String sid) {
    for (var scope : Scope.values()) {
      assertThat(enter(basic(sid + ":token"), scope))
          .isInstanceOf(scope == Scope.OPERATE ? Entry.Denied.class : Entry.Granted.class);
    }
    assertThat(Logins.sid(house.account().id())).isEqualTo(SID);
  }

  @Test
  void anApiKeyEntersUnderEachOfItsNames() {
    for (var user : List.of(SID, key().id(), Logins.sid(key()))) {
      assertThat(enter(basic(user + ":" + House.KEY), Scope.MESSAGING_SEND))
          .as(user)
          .isInstanceOf(Entry.Granted.class);
    }
    assertThat(enter(basic(House.KEY + ":"), Scope.MESSAGING_SEND))
        .isInstanceOf(Entry.Granted.class);
    assertThat(Logins.sid(key())).matches("SK[0-9a-f]{32}");
  }

  @Test
  void aPairMayComeWithoutAHeader() {
    var request = Request.of("POST", "/", List.of(), new byte[0]);
    assertThat(logins.enter(request, SID, "token", Scope.MESSAGING_SEND))
        .isInstanceOf(Entry.Granted.class);
    assertThat(logins.enter(request, SID, "Token", Scope.MESSAGING_SEND))
        .isInstanceOf(Entry.Denied.class);
  }

  @ParameterizedTest
  @CsvSource({
    SID + ":wrong",
    SID + ":",
    SID,
    "':'",
    ":token",
    "AC0123456789abcdeffedcba9876543211:token",
    "AC01:token",
    "0123456789abcdeffedcba9876543210:token",
    "AC00000000000000000000000000000000:" + House.KEY,
    "other:" + House.KEY
  })
  void nothingElseDoes(String pair) {
    assertThat(refused(basic(pair))).isEqualTo(Fault.UNAUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic !!", "Bearer " + House.KEY, "Basic " + SID})
  void brokenHeadersDoNot(String authorization) {
    assertThat(refused(authorization)).isEqualTo(Fault.UNAUTHENTICATED);
    assertThat(refused(basic(SID + ":" + "x".repeat(5_000)))).isEqualTo(Fault.UNAUTHENTICATED);
  }

  @Test
  void anAccountWithoutATokenHasNone() {
    house.addStranger("other-key");
    var stranger = "AC00000000000000070000000000000007";

    assertThat(refused(basic(stranger + ":"))).isEqualTo(Fault.UNAUTHENTICATED);
    assertThat(enter(basic(stranger + ":other-key"), Scope.MESSAGING_SEND))
        .isInstanceOf(Entry.Granted.class);
  }

  @Test
  void scopesAndLifeOfAKeyCount() {
    house.addKey("reader", Set.of("messaging:read"));
    house.addKey(
        "gone",
        Scope.ALL_WORDS,
        new ApiKey.Life(House.OPENED, Optional.empty(), Optional.of(House.OPENED)));

    assertThat(enter(basic(SID + ":reader"), Scope.MESSAGING_READ))
        .isInstanceOf(Entry.Granted.class);
    assertThat(refused(basic(SID + ":reader"))).isEqualTo(Fault.FORBIDDEN);
    assertThat(refused(basic(SID + ":gone"))).isEqualTo(Fault.UNAUTHENTICATED);
  }

  @Test
  void anAccountInBadStandingIsForbidden() {
    house.standing(Account.Standing.SUSPENDED);

    assertThat(refused(basic(SID + ":token"))).isEqualTo(Fault.FORBIDDEN);
    assertThat(refused(basic(SID + ":wrong"))).isEqualTo(Fault.UNAUTHENTICATED);
  }
}
