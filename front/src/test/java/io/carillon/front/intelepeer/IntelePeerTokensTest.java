package io.carillon.front.intelepeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.signin.SignInPolicy;
import io.carillon.engine.comply.signin.SignInRules;
import io.carillon.front.House;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.intelepeer.IntelePeerTokens.Holder;
import io.carillon.front.intelepeer.IntelePeerTokens.Proof;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntelePeerTokensTest {
  private final House house = new House();
  private final Policy<SignInPolicy> signIn = SignInPolicy.policy();
  private final IntelePeerTokens tokens =
      new IntelePeerTokens(house.ports().accounts(), house.clock(), new SignInRules(signIn));

  private Holder holder() {
    return new Holder(house.account(), Optional.empty());
  }

  @Test
  void aUsersTokenEndsWithItsPasswordAndItsAccess() {
    house.addUser("me", "first", true);
    var user = OwnUser.withAccess(house.ports().accounts().directory(), "ME");
    var token = tokens.issue(new Holder(house.account(), user), house.clock().now());

    assertThat(tokens.check(token)).isEqualTo(new Proof.Of(house.account()));
    house.addUser("me", "second", true);
    assertThat(tokens.check(token)).isEqualTo(new Proof.None());
    var next =
        tokens.issue(
            new Holder(
                house.account(), OwnUser.withAccess(house.ports().accounts().directory(), "me")),
            house.clock().now());
    assertThat(tokens.check(next)).isEqualTo(new Proof.Of(house.account()));
    house.addUser("me", "second", false);
    assertThat(tokens.check(next)).isEqualTo(new Proof.None());
  }

  @Test
  void whoIsAskedForASecondFactorHasNoTokenByThePasswordAlone() {
    house.addUser("me", "first", true);
    house.addUser("owner", "first", true, Map.of(OwnUser.ROLE, "owner"));
    var directory = house.ports().accounts().directory();
    var owner = OwnUser.withAccess(directory, "owner").orElseThrow();
    var token = tokens.issue(new Holder(house.account(), Optional.of(owner)), house.clock().now());
    assertThat(tokens.check(token)).isEqualTo(new Proof.Of(house.account()));

    signIn.adopt(Map.of("second_factor", "owners"));

    assertThat(tokens.check(token)).isEqualTo(new Proof.None());
    assertThat(tokens.isFit(owner)).isFalse();
    signIn.adopt(Map.of("second_factor", "all"));
    assertThat(OwnUser.withAccess(directory, "me").filter(tokens::isFit))
        .as("a program's user has no role")
        .isPresent();
  }

  @Test
  void aTokenProvesItsAccountForADay() {
    var token = tokens.issue(holder(), house.clock().now());

    assertThat(IntelePeerTokens.isOne(token)).isTrue();
    assertThat(tokens.check(token)).isEqualTo(new Proof.Of(house.account()));
    house.clock().advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(tokens.check(token)).isEqualTo(new Proof.Of(house.account()));
    house.clock().advance(Duration.ofSeconds(1));
    assertThat(tokens.check(token)).isEqualTo(new Proof.Expired());
  }

  @Test
  void aTokenReadsAsAJwt() {
    var parts = tokens.issue(holder(), house.clock().now()).split("\\.");

    assertThat(parts).hasSize(3);
    assertThat(text(parts[0])).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    assertThat(text(parts[1]))
        .isEqualTo(
            "{\"sub\":\"AC0123456789abcdeffedcba9876543210\","
                + "\"iat\":1689431400,\"exp\":1689517800}");
    assertThat(Base64.getUrlDecoder().decode(parts[2])).hasSize(32);
  }

  private static String text(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  @Test
  void aTokenWithAnythingChangedProvesNothing() {
    var token = tokens.issue(holder(), house.clock().now());
    int dot = token.indexOf('.') + 1;

    for (int i = dot; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      var forged = token.substring(0, i) + other + token.substring(i + 1);

      assertThat(tokens.check(forged)).as("%d", i).isEqualTo(new Proof.None());
    }
  }

  @Test
  void anotherAccountsTokenProvesThatAccount() {
    house.addStranger("other");
    var stranger =
        house.ports().accounts().directory().accounts().stream()
            .filter(account -> !account.equals(house.account()))
            .findFirst()
            .orElseThrow();

    assertThat(stranger.token().reveal()).as("it has none to sign with").isEmpty();
    var claims = "{\"sub\":\"AC" + stranger.id().value().hex() + "\",\"iat\":1,\"exp\":9999999999}";
    assertThat(tokens.check(head() + encoded(claims) + ".AAAA")).isEqualTo(new Proof.None());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"sub\":\"AC0123456789abcdeffedcba9876543210\"}",
        "{\"sub\":\"AC0123456789abcdeffedcba9876543210\",\"iat\":1,\"exp\":99999999999999999999}",
        "{\"sub\":\"AC0123456789abcdeffedcba9876543210\",\"iat\":1,\"exp\":9999999999,\"x\":1}"
      })
  void otherClaimsProveNothing(String claims) {
    assertThat(tokens.check(head() + encoded(claims) + ".AAAA")).isEqualTo(new Proof.None());
  }

  private String head() {
    var token = tokens.issue(holder(), house.clock().now());
    return token.substring(0, token.indexOf('.') + 1);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sk_live_x",
        "eyJhbGciOiJub25lIn0.e30.",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
      })
  void whatHasAnotherHeadIsNoTokenOfOurs(String text) {
    assertThat(IntelePeerTokens.isOne(text)).isFalse();
  }

  @Test
  void whatIsTooLongIsNoTokenOfOurs() {
    assertThat(IntelePeerTokens.isOne(head() + "x".repeat(600))).isFalse();
  }
}
