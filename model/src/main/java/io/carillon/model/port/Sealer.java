package io.carillon.model.port;

import io.carillon.model.Content;
import io.carillon.model.Resource;
import java.util.Optional;

/// Seals what messages say for those who hold a private key. Any number of threads may ask at once;
/// it answers within some microseconds, the first time for a key within some milliseconds, and
/// waits for nothing.
@FunctionalInterface
public interface Sealer {
  /// The content for the holder of a reader key ([Resource.Kind#READER_KEY]) alone; empty where the
  /// key is damaged, which is said in the log.
  Optional<Content.Sealed> seal(Resource key, Content content);
}
