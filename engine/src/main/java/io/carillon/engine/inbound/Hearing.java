package io.carillon.engine.inbound;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.Resource;
import io.carillon.model.port.Herald.Shape;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is set of where what people write is told: for one sender, or for all of an account that
/// have nothing of their own.
///
/// @param word of a shape, [#NOWHERE], or empty: nothing is set
/// @param main empty = the place that is set in the dialect
/// @param fallback asked where `main` fails
public record Hearing(String word, Optional<Hook> main, Optional<Hook> fallback) {
  /// Nobody is told.
  public static final String NOWHERE = "none";

  /// The words of what can be set; those of a sender stand in its facts behind [#FACT].
  public static final String DIALECT = "dialect";

  public static final String URL = "url";
  public static final String METHOD = "method";
  public static final String FALLBACK_URL = "fallback_url";
  public static final String FALLBACK_METHOD = "fallback_method";

  /// How long a URL may be.
  public static final int URL_MAX = 2_048;

  private static final String FACT = "inbound_";
  private static final String GET = "GET";
  private static final String POST = "POST";

  /// What is set for one sender; empty where nothing is.
  static Optional<Hearing> of(Directory directory, AccountId account, Address sender) {
    return directory.resource(account, Resource.Kind.NUMBER, sender.value()).flatMap(Hearing::of);
  }

  /// What the facts of a sender say; empty where they say nothing.
  public static Optional<Hearing> of(Resource sender) {
    return sender
        .fact(FACT + DIALECT)
        .map(word ->
            new Hearing(
                word,
                hook(sender.fact(FACT + URL).orElse(""), sender.fact(FACT + METHOD).orElse(POST)),
                hook(
                    sender.fact(FACT + FALLBACK_URL).orElse(""),
                    sender.fact(FACT + FALLBACK_METHOD).orElse(POST))));
  }

  private static Optional<Hook> hook(String url, String method) {
    return url.isEmpty() ? Optional.empty() : Optional.of(new Hook(url, method.equals(GET)));
  }

  /// The facts of a sender with this among them.
  public Map<String, String> laidOver(Map<String, String> facts) {
    var next = new HashMap<>(without(facts));
    next.put(FACT + DIALECT, word);
    main.ifPresent(hook -> {
      next.put(FACT + URL, hook.url());
      next.put(FACT + METHOD, hook.method());
    });
    fallback.ifPresent(hook -> {
      next.put(FACT + FALLBACK_URL, hook.url());
      next.put(FACT + FALLBACK_METHOD, hook.method());
    });
    return Map.copyOf(next);
  }

  /// The facts of a sender without any of this.
  public static Map<String, String> without(Map<String, String> facts) {
    return facts.entrySet().stream()
        .filter(fact -> !fact.getKey().startsWith(FACT))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// Tells what cannot be meant, by the word, as the rest of a sentence that begins with it.
  public void problems(List<Shape> shapes, BiConsumer<String, String> problem) {
    if (fallback.isPresent() && main.isEmpty()) {
      problem.accept(FALLBACK_URL, "must be empty where url is");
    }
    if (word.isEmpty() || word.equals(NOWHERE)) {
      main.ifPresent(_ -> problem.accept(URL, "must be empty where no dialect is named"));
      return;
    }
    var shape = shapes.stream().filter(one -> one.word().equals(word)).findFirst();
    if (shape.isEmpty()) {
      problem.accept(DIALECT, "must be one of " + words(shapes));
      return;
    }
    problems(shape.get(), problem);
  }

  private void problems(Shape shape, BiConsumer<String, String> problem) {
    switch (shape.naming()) {
      case NEEDED -> {
        if (main.isEmpty()) {
          problem.accept(URL, "must be given: " + word + " knows no other place for it");
        }
      }
      case POSSIBLE -> {}
      case NEVER ->
          main.ifPresent(_ -> problem.accept(URL, "must be empty: " + word + " calls no URL"));
    }
    if (!shape.gets()) {
      var wrong = "must be POST: " + word + " knows no other";
      main.filter(Hook::byGet).ifPresent(_ -> problem.accept(METHOD, wrong));
      fallback.filter(Hook::byGet).ifPresent(_ -> problem.accept(FALLBACK_METHOD, wrong));
    }
  }

  private static String words(List<Shape> shapes) {
    return Stream.concat(shapes.stream().map(Shape::word), Stream.of(NOWHERE))
        .collect(Collectors.joining(", "));
  }

  /// The form in which accounts set it: subject `inbound`.
  ///
  /// @param shapes of all heralds, in their order
  public static Policy<Hearing> policy(List<Shape> shapes) {
    var terms =
        List.of(
            new Term(
                DIALECT,
                "",
                "How you are told what people write to senders for which neither a dialect nor the"
                    + " sender itself says where: "
                    + words(shapes)
                    + ", or nothing, which tells nobody, too."),
            new Term(
                URL,
                "",
                "The URL that is told then; empty: the one that is set in that dialect, where it"
                    + " knows one."),
            new Term(METHOD, POST, "POST or GET, where the dialect knows both."),
            new Term(FALLBACK_URL, "", "The URL that is told at once, and once, where that fails."),
            new Term(FALLBACK_METHOD, POST, "POST or GET, where the dialect knows both."));
    return new Policy<>("inbound", terms, words -> of(words, shapes));
  }

  private static Hearing of(PolicyWords words, List<Shape> shapes) {
    var hearing =
        new Hearing(
            words.text(DIALECT),
            hook(url(words, URL), method(words, METHOD)),
            hook(url(words, FALLBACK_URL), method(words, FALLBACK_METHOD)));
    hearing.problems(
        shapes, (word, wrong) -> words.wrong(word, wrong.replaceFirst("^must be ", ""), ""));
    return hearing;
  }

  private static String method(PolicyWords words, String word) {
    var method = words.text(word);
    return method.equals(GET) || method.equals(POST)
        ? method
        : words.wrong(word, "GET or POST", POST);
  }

  private static String url(PolicyWords words, String word) {
    return words.read(
        word,
        "an http or https URL of at most " + URL_MAX + " characters, or nothing",
        text -> text.isEmpty() ? "" : checked(text),
        "");
  }

  private static String checked(String text) {
    var url = URI.create(text);
    boolean isHttp =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!isHttp || url.getHost() == null || text.length() > URL_MAX) {
      throw new IllegalArgumentException("no URL");
    }
    return text;
  }
}
