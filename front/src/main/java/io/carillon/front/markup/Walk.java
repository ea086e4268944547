package io.carillon.front.markup;

import io.carillon.front.post.Brought;
import io.carillon.model.Letter;
import io.carillon.model.Reply;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import io.carillon.wire.http.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells an endpoint, and follows its answer through the documents that it leads to, until one
/// ends.
///
/// The endpoint has been told once any document came with a 2xx. What goes wrong is asked for once
/// more at the fallback, where there is one, with the number of the trouble and the URL that had
/// it. What documents asked for before a trouble is done all the same.
public final class Walk {
  /// Redirects that are followed, over all documents.
  public static final int REDIRECTS_MAX = 10;

  /// Bytes of one document that are read.
  public static final int DOCUMENT_MAX = 64 * 1024;

  /// For all documents together.
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private final Tongue tongue;
  private final Optional<Link> fallback;
  private final Clock clock;
  private final long until;
  private final List<Reply> replies = new ArrayList<>();
  private final List<Letter> letters = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private Optional<Telling.Told> told = Optional.empty();
  private Optional<Telling> failed = Optional.empty();
  private Optional<Brought> last = Optional.empty();
  private Optional<Brought> wrong = Optional.empty();
  private Optional<Brought> asking = Optional.empty();
  private boolean fellBack;
  private int redirects;

  /// A walk that begins now.
  public Walk(Tongue tongue, Optional<Link> fallback, Clock clock) {
    this.tongue = tongue;
    this.fallback = fallback;
    this.clock = clock;
    until = clock.ticks() + LIMIT.toNanos();
  }

  /// A document that came to something, or did not.
  private sealed interface Step {
    record Good(Reading reading) implements Step {}

    record Bad(Trouble trouble, int status, String words) implements Step {}
  }

  /// Blocks for at most 30 s. What went over the wire is that of the first document in which
  /// something was wrong, or else of the last that asks for a message or an e-mail; of no other.
  public Tried from(Link begin) {
    Optional<Link> link = Optional.of(begin);
    while (link.isPresent()) {
      var here = link.get();
      link =
          switch (step(here)) {
            case Step.Good(var reading) -> {
              if (reading.findings().stream().anyMatch(Finding::isWrong)) {
                wrong = wrong.or(() -> last);
              }
              if (!reading.replies().isEmpty() || !reading.letters().isEmpty()) {
                asking = last;
              }
              replies.addAll(reading.replies());
              letters.addAll(reading.letters());
              findings.addAll(reading.findings());
              redirects += reading.next().isPresent() ? 1 : 0;
              yield reading.next();
            }
            case Step.Bad bad -> {
              wrong = wrong.or(() -> last);
              yield afterTrouble(here, bad);
            }
          };
    }
    return new Tried(telling(), wrong.or(() -> asking).map(Brought::exchange));
  }

  private Telling telling() {
    return told.<Telling>map(
            first -> new Telling.Told(first.answer(), List.of(), replies, letters, findings))
        .or(() -> failed.map(this::alsoThere))
        .orElseThrow();
  }

  private Telling alsoThere(Telling first) {
    return fellBack && first instanceof Telling.NotNow(var answer, var why, var pause)
        ? new Telling.NotNow(answer, why + "; the fallback failed, too", pause)
        : first;
  }

  private Step step(Link link) {
    if (redirects > REDIRECTS_MAX) {
      return new Step.Bad(
          Trouble.REDIRECTS, 0, "more than " + REDIRECTS_MAX + " redirects lead to it");
    }
    var left = Duration.ofNanos(until - clock.ticks());
    if (!left.isPositive()) {
      return new Step.Bad(
          Trouble.TIME, 0, "the " + LIMIT.toSeconds() + " s for all documents were up");
    }
    var brought = tongue.bring(link, left);
    last = Optional.of(brought);
    return switch (brought.telling()) {
      case Telling.Told done -> {
        told = told.or(() -> Optional.of(done));
        yield read(brought, link);
      }
      case Telling.NotNow(var answer, var why, _) -> {
        failed = failed.or(() -> Optional.of(brought.telling()));
        yield new Step.Bad(trouble(brought), answer, why);
      }
      case Telling.GivenUp(var answer, var why) -> {
        failed = failed.or(() -> Optional.of(brought.telling()));
        yield new Step.Bad(trouble(brought), answer, why);
      }
      case Telling.Gone(var why) -> {
        failed = failed.or(() -> Optional.of(brought.telling()));
        yield new Step.Bad(Trouble.REFUSED, 0, why);
      }
    };
  }

  private static Trouble trouble(Brought brought) {
    if (brought.answer().isPresent()) {
      return Trouble.STATUS;
    }
    return brought.kind().map(Walk::trouble).orElse(Trouble.UNREACHABLE);
  }

  private static Trouble trouble(Result.Kind kind) { // table
    return switch (kind) {
      case REFUSED_BY_GUARD -> Trouble.REFUSED;
      case NAME -> Trouble.NAME;
      case CONNECT, TIMEOUT -> Trouble.UNREACHABLE;
      case CERTIFICATE_NAME -> Trouble.CERTIFICATE_NAME;
      case CERTIFICATE_DATE -> Trouble.CERTIFICATE_DATE;
      case CERTIFICATE_TRUST -> Trouble.CERTIFICATE_TRUST;
      case TLS -> Trouble.INSECURE;
      case BROKEN -> Trouble.BROKEN;
    };
  }

  private Step read(Brought brought, Link link) {
    int status = brought.status();
    if (!brought.isWhole()) {
      return new Step.Bad(
          Trouble.TOO_LARGE, status, "it is over " + DOCUMENT_MAX + " bytes, or broke off");
    }
    if (brought.text().isBlank()) {
      return new Step.Good(Reading.NOTHING);
    }
    return switch (brought.mediaType()) {
      case "text/xml", "application/xml", "text/html" -> markup(brought, link);
      case "text/plain" -> new Step.Good(tongue.read(brought.text().strip(), link));
      default ->
          new Step.Bad(
              Trouble.CONTENT_TYPE, status, "its content type is neither XML nor plain text");
    };
  }

  private Step markup(Brought brought, Link link) {
    return switch (MarkupReader.read(brought.body(), brought.charset())) {
      case MarkupReader.Read.Bad(var why) ->
          new Step.Bad(Trouble.UNPARSABLE, brought.status(), why);
      case MarkupReader.Read.Good(var root) ->
          root.name().equals("Response")
              ? new Step.Good(tongue.read(root, link))
              : new Step.Bad(Trouble.NO_RESPONSE, brought.status(), "its root is not <Response>");
    };
  }

  private Optional<Link> afterTrouble(Link link, Step.Bad bad) {
    int code = tongue.code(bad.trouble(), bad.status());
    findings.add(new Finding(Integer.toString(code), Link.shown(link.url()) + ": " + bad.words()));
    boolean mayFallBack =
        fallback.isPresent()
            && !fellBack
            && bad.trouble() != Trouble.TIME
            && tongue.fallsBack(bad.trouble());
    if (mayFallBack) {
      fellBack = true;
      redirects = 0;
    }
    return mayFallBack
        ? fallback.map(
            to -> to.with("ErrorCode", Integer.toString(code)).with("ErrorUrl", link.url()))
        : Optional.empty();
  }
}
