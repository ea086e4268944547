package io.carillon.front.markup;

import io.carillon.model.Letter;
import io.carillon.model.Reply;
import io.carillon.model.port.Herald.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one document asks for.
///
/// @param replies in its order
/// @param letters in its order
/// @param findings what was wrong in it
/// @param next where it goes on: what stands behind that is not read
public record Reading(
    List<Reply> replies, List<Letter> letters, List<Finding> findings, Optional<Link> next) {
  /// Nothing.
  public static final Reading NOTHING =
      new Reading(List.of(), List.of(), List.of(), Optional.empty());

  public Reading {
    replies = List.copyOf(replies);
    letters = List.copyOf(letters);
    findings = List.copyOf(findings);
  }

  /// Gathers a reading. Not safe for two threads.
  public static final class Notes {
    private final List<Reply> replies = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /// A message that is asked for.
    public void reply(Reply reply) {
      replies.add(reply);
    }

    /// An e-mail that is asked for.
    public void letter(Letter letter) {
      letters.add(letter);
    }

    /// Something that was wrong.
    public void wrong(int code, String words) {
      findings.add(new Finding(Integer.toString(code), words));
    }

    /// The document ends here.
    public Reading end() {
      return new Reading(replies, letters, findings, Optional.empty());
    }

    /// The document goes on there.
    public Reading goOn(Link next) {
      return new Reading(replies, letters, findings, Optional.of(next));
    }
  }
}
