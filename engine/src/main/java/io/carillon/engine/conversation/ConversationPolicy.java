package io.carillon.engine.conversation;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import io.carillon.model.Conversation;
import io.carillon.model.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What becomes part of an account's conversations, and how they may be labelled.
///
/// @param labels the account's labels; empty = any
/// @param closed how long closed ones are kept; empty = for ever
public record ConversationPolicy(Begin begin, Set<String> labels, Optional<Duration> closed) {
  /// The longest window of a channel is as long: what is dropped tells of none that is open.
  private static final int CLOSED_DAYS_MIN = 7;

  private static final int CLOSED_DAYS_MAX = 36_500;

  private static final int LABELS_MAX = 200;
  private static final Pattern LABEL =
      Pattern.compile("[\\p{L}\\p{N}._-]{1," + Conversation.LABEL_MAX + "}");
  private static final List<Term> TERMS =
      List.of(
          new Term(
              "begin",
              "inbound",
              "Which messages begin a conversation, or refresh it: inbound (what people write, and"
                  + " replies through the conversation), all (every message to people, too: each"
                  + " then costs the store one row more to write) or none."),
          new Term(
              "labels",
              "",
              "The labels that conversations may bear, by blanks or commas, at most 200 of 1 to 40"
                  + " letters, digits, dots, dashes and underlines. Empty: any such."),
          new Term(
              "closed",
              "ever",
              "For how long a closed conversation is kept that changes no more: ever, or 7d to"
                  + " 36500d. Then it is dropped with its notes and labels; its messages stay."));

  public ConversationPolicy {
    labels = Set.copyOf(labels);
  }

  /// Which messages begin a conversation, or refresh it.
  enum Begin {
    NONE,
    INBOUND,
    ALL;

    static Begin of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// Whether those of this direction do.
    boolean takes(Direction direction) {
      return switch (this) {
        case NONE -> false;
        case INBOUND -> direction == Direction.INBOUND;
        case ALL -> true;
      };
    }
  }

  /// What accounts may set, under the subject `conversations`.
  public static Policy<ConversationPolicy> policy() {
    return new Policy<>("conversations", TERMS, ConversationPolicy::of);
  }

  private static ConversationPolicy of(PolicyWords words) {
    var begin = words.read("begin", "inbound, all or none", Begin::of, Begin.INBOUND);
    var labels =
        words.read(
            "labels",
            "at most 200 labels of 1 to 40 letters, digits, dots, dashes and underlines",
            _ -> labels(words.list("labels")),
            Set.<String>of());
    var closed =
        words.read(
            "closed",
            "ever, or 7d to 36500d",
            ConversationPolicy::closed,
            Optional.<Duration>empty());
    return new ConversationPolicy(begin, labels, closed);
  }

  private static Optional<Duration> closed(String word) {
    if (word.equals("ever")) {
      return Optional.empty();
    }
    int days = word.endsWith("d") ? Integer.parseInt(word.substring(0, word.length() - 1)) : 0;
    if (days < CLOSED_DAYS_MIN || days > CLOSED_DAYS_MAX) {
      throw new IllegalArgumentException();
    }
    return Optional.of(Duration.ofDays(days));
  }

  private static Set<String> labels(List<String> words) {
    if (words.size() > LABELS_MAX || !words.stream().allMatch(ConversationPolicy::isLabel)) {
      throw new IllegalArgumentException();
    }
    return Set.copyOf(words);
  }

  /// Whether this is fit to be a label.
  public static boolean isLabel(String word) {
    return LABEL.matcher(word).matches();
  }

  /// Whether a conversation of the account may bear this label.
  public boolean allows(String label) {
    return isLabel(label) && (labels.isEmpty() || labels.contains(label));
  }
}
