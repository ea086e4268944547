/* Counts what a process syncs to its disk, and makes each sync take longer: preloaded, it stands
 * before fsync and fdatasync of the C library.
 *
 * SLOW_SYNC_COUNT   a file of 8 bytes, which all processes share: the count
 * SLOW_SYNC_MICROS  how long each sync takes beyond the disk's own time
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

typedef int (*sync_call)(int);

static atomic_long *count;
static struct timespec delay;
static sync_call real_fsync;
static sync_call real_fdatasync;

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("SLOW_SYNC_COUNT");
  const char *micros = getenv("SLOW_SYNC_MICROS");
  long wait = micros ? atol(micros) : 0;
  delay.tv_sec = wait / 1000000;
  delay.tv_nsec = wait % 1000000 * 1000;
  real_fsync = (sync_call)dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = (sync_call)dlsym(RTLD_NEXT, "fdatasync");
  if (file) {
    int fd = open(file, O_RDWR | O_CLOEXEC);
    if (fd >= 0) {
      void *shared = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
      count = shared == MAP_FAILED ? NULL : shared;
      close(fd);
    }
  }
}

static int slowly(sync_call real, int fd) {
  struct timespec left = delay;
  int result, error;
  if (!real) {
    errno = ENOSYS;
    return -1;
  }
  result = real(fd);
  error = errno;
  if (count) {
    atomic_fetch_add(count, 1);
  }
  while ((left.tv_sec || left.tv_nsec) && nanosleep(&left, &left) && errno == EINTR) {
  }
  errno = error;
  return result;
}

int fsync(int fd) {
  return slowly(real_fsync, fd);
}

int fdatasync(int fd) {
  return slowly(real_fdatasync, fd);
}
