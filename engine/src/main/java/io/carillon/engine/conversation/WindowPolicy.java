package io.carillon.engine.conversation;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import io.carillon.engine.comply.Reaction;
import io.carillon.model.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// On which channels a person may be written to freely only for a while after they wrote, for how
/// long, and what is done about what is written outside of it.
///
/// WhatsApp Cloud API, Messaging limits: "customer service window"; Messenger Platform, Messaging
/// policy: "standard messaging window"; Instagram Messaging API: the same.
///
/// @param length how long a window stays open after what the person wrote last
public record WindowPolicy(Reaction outside, Set<Channel> channels, Duration length) {
  /// The longest window: that of a person of the account's who answers on Messenger.
  private static final int HOURS_MAX = 168;

  private static final List<Term> TERMS =
      List.of(
          new Term(
              "outside",
              "refuse",
              "What is written to a person on a channel with windows, and is no template, when they"
                  + " have not written there lately: refuse (window_closed), mark (it goes, and its"
                  + " trace says so) or off."),
          new Term(
              "channels",
              "whatsapp messenger instagram",
              "The channels that have windows, by blanks or commas. Nothing is asked on others."),
          new Term(
              "hours",
              "24",
              "For how many hours after what a person wrote last on such a channel they may be"
                  + " written to freely there, 1 to 168."));

  public WindowPolicy {
    channels = Set.copyOf(channels);
  }

  /// What accounts may set, under the subject `windows`.
  public static Policy<WindowPolicy> policy() {
    return new Policy<>("windows", TERMS, WindowPolicy::of);
  }

  private static WindowPolicy of(PolicyWords words) {
    var outside = Reaction.of(words, "outside");
    var channels =
        words.read(
            "channels",
            "channels, for instance whatsapp messenger",
            _ -> channels(words.list("channels")),
            Set.<Channel>of());
    return new WindowPolicy(
        outside, channels, Duration.ofHours(words.number("hours", 1, HOURS_MAX)));
  }

  private static Set<Channel> channels(List<String> words) {
    return words.stream()
        .map(word -> Channel.of(word).orElseThrow(IllegalArgumentException::new))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// How long a window of a channel stays open; empty where it has none.
  public Optional<Duration> of(Channel channel) {
    return channels.contains(channel) ? Optional.of(length) : Optional.empty();
  }
}
