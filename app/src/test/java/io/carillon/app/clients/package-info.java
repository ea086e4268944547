/// Foreign client libraries, unmodified, against the whole server: what works with the vendor must
/// work with us.
///
/// It never knows how the server does it. Start at `TwilioJavaTest`.
@NullMarked
package io.carillon.app.clients;

import org.jspecify.annotations.NullMarked;
