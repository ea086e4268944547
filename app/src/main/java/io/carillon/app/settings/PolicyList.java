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
import io.carillon.engine.conversation.ConversationPolicy;
import io.carillon.engine.conversation.WindowPolicy;
import io.carillon.engine.feed.FeedPolicy;
import io.carillon.engine.frequency.FrequencyPolicy;
import io.carillon.engine.inbound.Hearing;
import io.carillon.engine.keeping.Keeping;
import io.carillon.engine.search.SearchPolicy;
import io.carillon.front.intelepeer.IntelePeerHerald;
import io.carillon.front.mycpaas.MycpaasHerald;
import io.carillon.front.pantheon.PantheonHerald;
import io.carillon.front.restcomm.RestcommHerald;
import io.carillon.front.smpp.EsmeHerald;
import io.carillon.front.v2.V2Herald;
import io.carillon.model.port.Herald.Shape;
import java.util.List;
import java.util.stream.Stream;

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
    Policy<ConversationPolicy> conversations,
    Policy<WindowPolicy> windows,
    Policy<SearchPolicy> search,
    Policy<ContentPolicy> content,
    Policy<BalancePolicy> balance,
    Policy<Keeping> keeping,
    Policy<Hearing> inbound,
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
        ConversationPolicy.policy(),
        WindowPolicy.policy(),
        SearchPolicy.policy(),
        ContentPolicy.policy(),
        BalancePolicy.policy(),
        Keeping.policy(),
        Hearing.policy(shapes()),
        FeedPolicy.policy());
  }

  /// The shapes in which what people write can be told, in the order in which the heralds are
  /// asked.
  private static List<Shape> shapes() {
    return Stream.of(
            PantheonHerald.SHAPES,
            MycpaasHerald.SHAPES,
            IntelePeerHerald.SHAPES,
            RestcommHerald.SHAPES,
            V2Herald.SHAPES,
            EsmeHerald.SHAPES)
        .flatMap(List::stream)
        .toList();
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
            conversations,
            windows,
            search,
            content,
            balance,
            keeping,
            inbound,
            feed));
  }
}
