package io.carillon.engine.sealing;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.model.Content;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Sealer;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Seals what a message says for the reader key of its account, in the commit with which nothing of
/// it is left to do: nothing to send, to try again or to answer. From then on this server cannot
/// read it. What its dialect keeps beside the words stays: receipts and webhooks need it.
///
/// Who is told of a message before that is given it sealed, too.
public final class Sealing implements Consequence, UnaryOperator<Message> {
  private final Supplier<Directory> directory;
  private final Sealer sealer;
  private final Meters.Count sealed;
  private final Meters.Count failed;

  public Sealing(Supplier<Directory> directory, Sealer sealer, Meters meters) {
    this.directory = directory;
    this.sealer = sealer;
    sealed = meters.count("content.sealed", "outcome", "sealed");
    failed = meters.count("content.sealed", "outcome", "failed");
  }

  @Override
  public Change follow(Change change) {
    if (!change.after().isDone()) {
      return change;
    }
    var next = sealed(change.after());
    if (next.isEmpty()) {
      return change;
    }
    sealed.add(1);
    return new Change(change.before(), next.get(), change.also());
  }

  /// The message as others than its account's reader may be told it.
  @Override
  public Message apply(Message message) {
    return sealed(message).orElse(message);
  }

  private Optional<Message> sealed(Message message) {
    if (saysNothing(message.content())) {
      return Optional.empty();
    }
    var key = directory.get().readerKey(message.account());
    if (key.isEmpty()) {
      return Optional.empty();
    }
    var jwe = sealer.seal(key.get(), message.content());
    if (jwe.isEmpty()) {
      failed.add(1);
    }
    return jwe.map(words -> message.with(words, message.origin().keepsake()));
  }

  /// What was sealed is not sealed again, nor what was blotted out.
  private static boolean saysNothing(Content content) {
    return switch (content) {
      case Content.Shredded _, Content.Sealed _ -> true;
      case Content.Text(var body) -> body.isEmpty();
      case Content.Flash _,
          Content.Binary _,
          Content.Media _,
          Content.Location _,
          Content.Template _,
          Content.Choices _,
          Content.Cards _,
          Content.Contact _,
          Content.File _ ->
          false;
    };
  }
}
