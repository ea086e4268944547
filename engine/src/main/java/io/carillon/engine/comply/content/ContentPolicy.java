package io.carillon.engine.comply.content;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import io.carillon.engine.comply.Reaction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What holds for an account about what its messages say.
public record ContentPolicy(
    Spam spam, Reaction shorteners, Lookalike lookalikes, Forbidden forbidden, Burst burst) {
  private static final int BURST_MAX = 1_000_000;
  private static final int BRANDS_MAX = 100;
  private static final int BRAND_MAX = 60; // characters
  private static final int WORDS_MAX = 200;

  private static final List<Term> TERMS =
      List.of(
          new Term(
              "spam_refuse_above",
              "0.99",
              "Promotional messages that the classifier gives a higher probability of being spam"
                  + " are refused; 1 refuses none. What is otp or transactional is never refused by"
                  + " the classifier."),
          new Term(
              "spam_mark_above",
              "0.99",
              "Above this probability the trace of a message says so; 1 marks none."),
          new Term(
              "shorteners",
              "off",
              "Links through public URL shorteners: off, mark or refuse. Carriers of the United"
                  + " States block them."),
          new Term(
              "lookalikes",
              "off",
              "Links whose host wants to be taken for another, by letters of other scripts, digits"
                  + " or the name of a brand: off, mark or refuse."),
          new Term(
              "brands",
              "",
              "Domains, for instance acme.com, whose lookalikes are to be found; those below them"
                  + " are genuine. At most 100, of at most 60 characters."),
          new Term(
              "forbidden",
              "off",
              "Words of sex, hate, alcohol, firearms, tobacco and cannabis: off, mark or refuse."),
          new Term(
              "allowed",
              "",
              "Which of sex, hate, alcohol, firearms and tobacco are allowed all the same."),
          new Term(
              "forbidden_words",
              "",
              "More words that are forbidden, separated by commas or blanks. At most 200."),
          new Term(
              "burst",
              "off",
              "Nearly the same text more often than burst_count within burst_within: off, mark or"
                  + " refuse. A campaign is such a burst, too."),
          new Term("burst_count", "1000", "So many may go within burst_within, 1 to 1000000."),
          new Term("burst_within", "1m", "The time in which they are counted, at most 1d."));

  /// Above which probabilities the classifier refuses and marks.
  record Spam(double refuseAbove, double markAbove) {}

  /// What is done about lookalikes, and of which domains.
  record Lookalike(Reaction reaction, List<Lookalikes.Brand> brands) {}

  /// What is done about forbidden words.
  ///
  /// @param words by their hashes
  record Forbidden(Reaction reaction, Set<Category> categories, Map<Long, Boolean> words) {}

  /// What is done about the same text again and again.
  record Burst(Reaction reaction, int count, Duration within) {}

  /// What accounts may set, under the subject `content`.
  public static Policy<ContentPolicy> policy() {
    return new Policy<>("content", TERMS, ContentPolicy::of);
  }

  private static ContentPolicy of(PolicyWords words) {
    var allowed =
        words.read(
            "allowed",
            "some of sex, hate, alcohol, firearms, tobacco",
            _ -> words.list("allowed").stream().map(Category::of).collect(Collectors.toSet()),
            Set.<Category>of());
    var forbidden = EnumSet.allOf(Category.class);
    forbidden.removeAll(allowed);
    return new ContentPolicy(
        new Spam(words.share("spam_refuse_above"), words.share("spam_mark_above")),
        Reaction.of(words, "shorteners"),
        new Lookalike(Reaction.of(words, "lookalikes"), brands(words)),
        new Forbidden(Reaction.of(words, "forbidden"), forbidden, ownWords(words)),
        new Burst(
            Reaction.of(words, "burst"),
            words.number("burst_count", 1, BURST_MAX),
            words.time("burst_within", Duration.ofDays(1))));
  }

  private static List<Lookalikes.Brand> brands(PolicyWords words) {
    return words.read(
        "brands",
        "at most 100 domains such as acme.com, of at most 60 characters",
        _ -> {
          var brands = words.list("brands").stream().map(b -> b.toLowerCase(Locale.ROOT)).toList();
          boolean good =
              brands.stream()
                  .allMatch(b -> b.length() <= BRAND_MAX && Links.hosts(b).equals(List.of(b)));
          if (!good || brands.size() > BRANDS_MAX) {
            throw new IllegalArgumentException();
          }
          return brands.stream().map(Lookalikes.Brand::of).toList();
        },
        List.of());
  }

  private static Map<Long, Boolean> ownWords(PolicyWords words) {
    return words.read(
        "forbidden_words",
        "at most 200 words",
        _ -> {
          var own = words.list("forbidden_words");
          if (own.size() > WORDS_MAX) {
            throw new IllegalArgumentException();
          }
          return Phrases.table(own.stream().collect(Collectors.toMap(word -> word, _ -> true)));
        },
        Map.of());
  }

  boolean looksAtLinks() {
    return shorteners != Reaction.OFF || lookalikes.reaction() != Reaction.OFF;
  }

  boolean looksAtWords() {
    return forbidden.reaction() != Reaction.OFF || burst.reaction() != Reaction.OFF;
  }
}
