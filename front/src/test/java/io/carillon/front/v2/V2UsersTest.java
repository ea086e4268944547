package io.carillon.front.v2;

import static io.carillon.front.v2.NativeClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Person;
import io.carillon.front.door.Role;
import io.carillon.front.person.UserPasswords;
import io.carillon.model.Author;
import io.carillon.model.Id;
import io.carillon.model.Session;
import io.carillon.model.Sighting;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import io.carillon.wire.http.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Making what is kept of a password takes a while. What of the user was changed meanwhile stays:
/// above all a code that was used stays used.
class V2UsersTest {
  private static final String MAIL = "ada@example.com";
  private static final String OLD = "four cats in the rain";
  private static final String NEW = "five dogs in the snow";
  private static final int BODY_MAX = 1_000;
  private static final String INVITATION = "come in";

  private final House house = new House();
  private Runnable meanwhile = () -> {};

  /// Is asked after a user was read, and before they are written.
  private final Clock clock =
      new Clock() {
        @Override
        public Instant now() {
          var doing = meanwhile;
          meanwhile = () -> {};
          doing.run();
          return house.clock().now();
        }

        @Override
        public long ticks() {
          return house.clock().ticks();
        }
      };

  private final V2Users users =
      new V2Users(house.ports().accounts(), house.roster(), clock, () -> new Id(1, 1));
  private final V2Invitations invitations =
      new V2Invitations(house.ports().accounts(), house.roster(), clock);
  private final Router router =
      new Router(
          List.of(
              new Mount(
                  "",
                  List.of(
                      Route.post("/users/{id}", BODY_MAX, request -> users.change(all(), request)),
                      Route.post(
                          "/users/{id}/invitation",
                          BODY_MAX,
                          request -> invitations.invite(all(), request)),
                      Route.post(
                          "/me/password",
                          BODY_MAX,
                          request -> invitations.change(person(), request)),
                      Route.post("/invitations", BODY_MAX, invitations::accept)),
                  (_, problem) -> Reply.empty(problem.status()))));

  @BeforeEach
  void aUser() {
    var facts =
        Map.of(
            OwnUser.MAIL,
            MAIL,
            OwnUser.ROLE,
            "owner",
            OwnUser.TOTP_STEP,
            "1",
            OwnUser.TOTP_RECOVERY,
            "first second",
            OwnUser.INVITATION,
            Keys.sha256(INVITATION),
            OwnUser.INVITED_UNTIL,
            "2100-01-01T00:00:00Z");
    house.addUser(MAIL, OLD, false, facts);
  }

  private OwnUser user() {
    return OwnUser.withRole(house.ports().accounts().directory(), MAIL).orElseThrow();
  }

  private Caller all() {
    return new Caller(house.account(), Optional.empty());
  }

  private Caller person() {
    var now = house.clock().now();
    var session =
        new Session(
            new Id(2, 2),
            user().id(),
            house.account().id(),
            Keys.sha256("cookie"),
            new Session.Life(now, now.plus(Session.LIFE)),
            new Sighting(now, "192.0.2.1"),
            "");
    return new Caller(
        house.account(), Optional.empty(), Optional.of(new Person(Role.OWNER, session, false)));
  }

  private Reply ask(String path, String body) {
    return router.answer(
        Request.of("POST", path, List.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private Reply change(String body) {
    return ask("/users/" + V2Users.name(user()), body);
  }

  private Reply choose() {
    var body = "{\"password\": \"%s\", \"new_password\": \"%s\"}".formatted(OLD, NEW);
    return ask("/me/password", body);
  }

  private Reply accept() {
    var body = "{\"invitation\": \"%s\", \"password\": \"%s\"}".formatted(INVITATION, NEW);
    return ask("/invitations", body);
  }

  private void put(Map<String, String> changed) {
    var before = user().resource();
    var facts = new HashMap<>(before.facts());
    facts.putAll(changed);
    try {
      house.roster().by(Author.SERVER).put(before.with(before.name(), facts, house.clock().now()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void usesCodes() {
    put(Map.of(OwnUser.TOTP_STEP, "2", OwnUser.TOTP_RECOVERY, "second"));
  }

  private void drops() {
    try {
      house.roster().by(Author.SERVER).drop(user().resource());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void codesAreUsed() {
    assertThat(user().resource().facts())
        .containsEntry(OwnUser.TOTP_STEP, "2")
        .containsEntry(OwnUser.TOTP_RECOVERY, "second");
  }

  @Test
  void codesThatWereUsedWhileAUserWasChangedStayUsed() {
    meanwhile = this::usesCodes;

    var changed = change("{\"name\": \"Ada\", \"password\": \"" + NEW + "\"}");

    assertThat(changed.status()).isEqualTo(200);
    codesAreUsed();
    assertThat(user().resource().name()).isEqualTo("Ada");
    assertThat(UserPasswords.opens(NEW, user().password())).isTrue();
  }

  @Test
  void codesThatWereUsedWhileAPasswordWasChosenStayUsed() {
    meanwhile = this::usesCodes;
    assertThat(choose().status()).isEqualTo(200);
    codesAreUsed();
    assertThat(UserPasswords.opens(NEW, user().password())).isTrue();
  }

  @Test
  void codesThatWereUsedWhileAnInvitationWasUsedStayUsed() {
    // The first look at the clock finds who was invited.
    meanwhile = () -> meanwhile = this::usesCodes;
    assertThat(accept().status()).isEqualTo(200);
    codesAreUsed();
    assertThat(user().resource().fact(OwnUser.INVITATION)).isEmpty();
  }

  @Test
  void codesThatWereUsedWhileSomebodyWasInvitedStayUsed() {
    meanwhile = this::usesCodes;
    assertThat(ask("/users/" + V2Users.name(user()) + "/invitation", "").status()).isEqualTo(201);
    codesAreUsed();
  }

  @Test
  void aPasswordThatWasReplacedMeanwhileChoosesNone() {
    meanwhile = () -> put(Map.of(OwnUser.PASSWORD, "other"));

    var late = choose();

    assertThat(late.status()).isEqualTo(400);
    assertThat(json(late).at("/error/field").asText()).isEqualTo("password");
    assertThat(user().password()).isEqualTo("other");
  }

  @Test
  void anInvitationThatWasReplacedMeanwhileSetsNoPassword() {
    meanwhile = () -> meanwhile = () -> put(Map.of(OwnUser.INVITATION, "other"));

    assertThat(accept().status()).isEqualTo(404);
    assertThat(UserPasswords.opens(OLD, user().password())).isTrue();
  }

  @Test
  void aUserWhoWasDroppedMeanwhileStaysSo() {
    meanwhile = this::drops;

    assertThat(change("{\"name\": \"Ada\"}").status()).isEqualTo(404);
    assertThat(OwnUser.withRole(house.ports().accounts().directory(), MAIL)).isEmpty();
  }

  @Test
  void twoChangesTogetherLetNobodyDoMoreThanTheirRole() {
    meanwhile = () -> put(Map.of(OwnUser.API_ACCESS, "true"));

    var late = change("{\"role\": \"agent\"}");

    assertThat(late.status()).isEqualTo(400);
    assertThat(json(late).at("/error/field").asText()).isEqualTo("api_access");
  }
}
