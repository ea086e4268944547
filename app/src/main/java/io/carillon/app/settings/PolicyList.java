package io.carillon.app.settings;

import io.carillon.engine.billing.BalancePolicy;
import io.carillon.engine.comply.Policies;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.cap.CapPolicy;
import io.carillon.engine.comply.content.ContentPolicy;
import io.carillon.engine.comply.destination.Destinations;
import io.carillon.engine.comply.destination.Pumping;
import io.carillon.engine.comply.limit.AccountLimits;
import io.carillon.engine.comply.quiet.QuietHours;
import io.carillon.engine.comply.sender.SenderPolicy;
import io.carillon.engine.comply.signin.SignInPolicy;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.engine.feed.FeedPolicy;
import io.carillon.engine.frequency.FrequencyPolicy;
import io.carillon.engine.keeping.Keeping;
import java.util.List;

/// The list of policies: each that there is, in the order in which they are shown.
public record PolicyList(
    Policy<Destinations> destinations,
    Policy<SenderPolicy> senders,
    Policy<Pumping> pumping,
    Policy<QuietHours> quietHours,
    Policy<FrequencyPolicy> frequency,
    Policy<CapPolicy> caps,
    Policy<AccountLimits> limits,
    Policy<SignInPolicy> signIn,
    Policy<ConsentPolicy> consent,
    Policy<ContentPolicy> content,
    Policy<BalancePolicy> balance,
    Policy<Keeping> keeping,
    Policy<FeedPolicy> feed) {
  /// Each as it is built in.
  public static PolicyList fresh() {
    return new PolicyList(
        Destinations.policy(),
        SenderPolicy.policy(),
        Pumping.policy(),
        QuietHours.policy(),
        FrequencyPolicy.policy(),
        CapPolicy.policy(),
        AccountLimits.policy(),
        SignInPolicy.policy(),
        ConsentPolicy.policy(),
        ContentPolicy.policy(),
        BalancePolicy.policy(),
        Keeping.policy(),
        FeedPolicy.policy());
  }

  /// All of them.
  public Policies all() {
    return new Policies(
        List.of(
            destinations,
            senders,
            pumping,
            quietHours,
            frequency,
            caps,
            limits,
            signIn,
            consent,
            content,
            balance,
            keeping,
            feed));
  }
}
