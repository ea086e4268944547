package io.carillon.front.arranged;

import io.carillon.front.door.Role;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.Session;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Somebody who may act for an account. What they type to sign in is their e-mail address, or their
/// name where none is kept.
///
/// Its facts: `email_address`, `status` (`active`, also when absent, or `suspended`), `password` as
/// `person.UserPasswords` keeps it, `console_role` of those who may sign in to the console, and
/// `api_access`, which is `true` where they may get tokens for programs. Dialects may keep more.
public record OwnUser(Resource resource) {
  /// The fact that holds the e-mail address.
  public static final String MAIL = "email_address";

  /// The fact that says whether they may act.
  public static final String STATUS = "status";

  /// The fact that holds what is kept of the password.
  public static final String PASSWORD = "password";

  /// The fact that says whether programs may sign in so.
  public static final String API_ACCESS = "api_access";

  /// The fact that says what they are to the account, where they may sign in to the console.
  public static final String ROLE = "console_role";

  /// The fact that says since when their sessions count: those that began before opened nothing any
  /// more when it was set, but for one whose id may follow behind a blank.
  public static final String SESSIONS_SINCE = "sessions_since";

  /// The fact that holds the SHA-256 of what they were invited by.
  public static final String INVITATION = "invitation_token_hash";

  /// The fact that says until when that counts.
  public static final String INVITED_UNTIL = "invited_until";

  /// The fact that holds the secret of the second factor, where they have one.
  public static final String TOTP_SECRET = "totp_secret";

  /// The fact that holds a secret of which no code was shown yet.
  public static final String TOTP_OFFER = "totp_offer";

  /// The fact that says of which step a code was used last.
  public static final String TOTP_STEP = "totp_step";

  /// The fact that holds the hashes of what opens in the place of codes.
  public static final String TOTP_RECOVERY = "totp_recovery";

  private static final String ACTIVE = "active";

  /// The user by whose login programs may sign in, upper and lower case being one; the oldest where
  /// several have it.
  public static Optional<OwnUser> withAccess(Directory directory, String login) {
    return called(directory, login)
        .filter(OwnUser::mayGetTokens)
        .min(Comparator.comparing(user -> user.resource().created()));
  }

  /// The user by whose login a person may sign in to the console; upper and lower case are one.
  public static Optional<OwnUser> withRole(Directory directory, String login) {
    return called(directory, login)
        .filter(user -> user.role().isPresent())
        .min(Comparator.comparing(user -> user.resource().created()));
  }

  private static Stream<OwnUser> called(Directory directory, String login) {
    return directory.accounts().stream()
        .map(Account::id)
        .flatMap(account -> of(directory, account).stream())
        .filter(user -> user.login().equalsIgnoreCase(login));
  }

  /// Whether somebody else signs in so, or will: of two with one login, only the older one could.
  ///
  /// @param self whose login it is, or is to be
  public static boolean isTaken(Directory directory, String login, Id self) {
    return called(directory, login)
        .filter(user -> user.mayGetTokens() || user.role().isPresent())
        .anyMatch(user -> !user.id().equals(self));
  }

  /// Whoever was invited by what has this SHA-256, and has not come yet.
  public static Optional<OwnUser> invited(Directory directory, String sha256, Instant now) {
    return directory.accounts().stream()
        .map(Account::id)
        .flatMap(account -> of(directory, account).stream())
        .filter(user -> user.resource().fact(INVITATION).filter(sha256::equals).isPresent())
        .filter(user -> user.isActive() && now.isBefore(user.moment(INVITED_UNTIL)))
        .findFirst();
  }

  /// The users of an account, oldest first.
  public static List<OwnUser> of(Directory directory, AccountId account) {
    return directory.resources(account, Resource.Kind.USER).stream().map(OwnUser::new).toList();
  }

  /// The user of an account with this id.
  public static Optional<OwnUser> find(Directory directory, AccountId account, Id id) {
    return directory.resource(account, Resource.Kind.USER, id).map(OwnUser::new);
  }

  /// Its id.
  public Id id() {
    return resource.id();
  }

  /// Whose user it is.
  public AccountId account() {
    return resource.account();
  }

  /// What they type to sign in.
  public String login() {
    return mail().orElse(resource.name());
  }

  /// The e-mail address, where one is kept.
  public Optional<String> mail() {
    return resource.fact(MAIL);
  }

  /// What is kept of the password; empty where none was set.
  public String password() {
    return resource.fact(PASSWORD).orElse("");
  }

  /// Whether they may act at all.
  public boolean isActive() {
    return resource.fact(STATUS).map(ACTIVE::equals).orElse(true);
  }

  /// What they are to the account; empty where they may not sign in to the console.
  public Optional<Role> role() {
    return resource.fact(ROLE).flatMap(Role::of);
  }

  /// Whether a session of theirs counts, which has yet to be in time.
  public boolean counts(Session session) {
    var fact = resource.fact(SESSIONS_SINCE).orElse("").split(" ", -1);
    var since = fact[0].isEmpty() ? Instant.EPOCH : Instant.parse(fact[0]);
    return !session.life().created().isBefore(since)
        || (fact.length > 1 && fact[1].equals(session.id().hex()));
  }

  /// What [#SESSIONS_SINCE] says where one of the older sessions stays.
  public static String sessionsSince(Instant now, Id session) {
    return now + " " + session.hex();
  }

  private Instant moment(String fact) {
    return resource.fact(fact).map(Instant::parse).orElse(Instant.EPOCH);
  }

  /// Whether programs may sign in so, once there is a password.
  public boolean hasApiAccess() {
    return resource.fact(API_ACCESS).filter("true"::equals).isPresent();
  }

  /// Whether they may get tokens for programs now.
  public boolean mayGetTokens() {
    return isActive() && hasApiAccess() && !password().isEmpty();
  }
}
