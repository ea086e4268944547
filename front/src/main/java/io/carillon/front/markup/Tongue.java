package io.carillon.front.markup;

import io.carillon.front.post.Brought;
import java.time.Duration;

/// How one dialect asks for documents about one message, and what it makes of them.
public interface Tongue {
  /// Asks for a document; blocks for at most `atMost`.
  Brought bring(Link link, Duration atMost);

  /// What a document asks for, whose root is a `<Response>`.
  Reading read(Element response, Link from);

  /// What a plain text asks for, which is not blank.
  Reading read(String text, Link from);

  /// The dialect's number of a trouble.
  ///
  /// @param status the HTTP status of the answer, 0 where none came
  int code(Trouble trouble, int status);

  /// Whether the fallback is asked after a trouble.
  default boolean fallsBack(Trouble trouble) {
    return true;
  }
}
