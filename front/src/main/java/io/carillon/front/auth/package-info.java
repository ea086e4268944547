/// Who is at the door: API keys, looked up by their SHA-256, and what each may do.
///
/// It never knows how a dialect says no, nor HTTP beyond the names of two headers. Start at `Keys`.
@NullMarked
package io.carillon.front.auth;

import org.jspecify.annotations.NullMarked;
