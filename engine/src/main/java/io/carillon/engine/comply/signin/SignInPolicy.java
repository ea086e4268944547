package io.carillon.engine.comply.signin;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an account asks of its users who sign in.
///
/// @param secondFactor who has to have one
public record SignInPolicy(Whom secondFactor) {
  private static final String SECOND_FACTOR = "second_factor";

  private static final List<Term> TERMS =
      List.of(
          new Term(
              SECOND_FACTOR,
              "off",
              "Which users have to show a code beside the password: off, owners, or all who have a"
                  + " role. Turning it on holds at once, also for sessions that are open: who has"
                  + " no second factor signs in and can do nothing but take one, and gets no token"
                  + " by api_access. It holds for the accounts below, too, which may ask it of"
                  + " more users and not of fewer."));

  /// Who is asked for something; each kind holds the one before.
  public enum Whom {
    OFF,
    OWNERS,
    ALL;

    /// Whether a user is asked.
    ///
    /// @param owner whether they may do everything that is the account's
    public boolean asks(boolean owner) {
      return this == ALL || (this == OWNERS && owner);
    }

    private static Optional<Whom> of(String word) {
      return Arrays.stream(values())
          .filter(whom -> whom.name().toLowerCase(Locale.ROOT).equals(word))
          .findFirst();
    }
  }

  /// What accounts may set, under the subject `sign-in`.
  public static Policy<SignInPolicy> policy() {
    return new Policy<>("sign-in", TERMS, SignInPolicy::of);
  }

  private static SignInPolicy of(PolicyWords words) {
    return new SignInPolicy(
        Whom.of(words.text(SECOND_FACTOR).toLowerCase(Locale.ROOT))
            .orElseGet(() -> words.wrong(SECOND_FACTOR, "off, owners or all", Whom.ALL)));
  }
}
