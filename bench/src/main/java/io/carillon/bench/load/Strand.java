package io.carillon.bench.load;

import java.util.List;

/// One strand of the load: requests of its own at a pace of its own.
///
/// @param name in the report
/// @param first number of its first message
/// @param most how many messages it may send
/// @param requests sent in turn, so that different ones are mixed evenly; all with as many messages
/// @param pace how fast
public record Strand(String name, int first, int most, List<Request> requests, Pace pace) {
  public Strand {
    requests = List.copyOf(requests);
    var messages = requests.getFirst().messages();
    if (requests.stream().anyMatch(request -> request.messages() != messages)) {
      throw new IllegalArgumentException("all requests of a strand carry as many messages");
    }
  }

  /// The number behind its last message.
  public int end() {
    return first + most;
  }
}
