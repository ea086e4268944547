// A disk that loses what was not synced. Preloaded into a process, it keeps beside each file below
// one folder an image: what a power loss would leave of it. BrittleDisk.java builds it, reads the
// images and puts them in place of the files.
//
// The model, as strict as POSIX allows a disk to be:
// - the octets and the length of a file are on the disk when fsync, fdatasync, msync or a write on a
//   descriptor with O_SYNC or O_DSYNC has returned, and not before;
// - a name in a folder (made, renamed, taken away) is on the disk when the folder was synced;
// - what was there when the process started is on the disk.
//
// Images: f<serial> holds a file, d<serial> the names in a folder, a line each ("f 7 name",
// "d 8 name"). A serial stands for one file as long as it exists: inode numbers are used again. The
// file `nodes` has the serials, for a process that goes on with the images of one before
// (BRITTLE_GOES_ON); what that one had not synced is then never written, as after a failed sync.
//
// Trouble on demand, while a file of this name stands beside the images: `fail-sync` makes every
// sync fail with EIO and drops what was to be synced, as Linux does; `full` makes every growth fail
// with ENOSPC; `read-only` makes every change fail with EROFS.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define NODES_MAX 4096
#define REAL(name) ((__typeof__(&name)) real(#name))

struct range {
  off_t from, to;
};

// A file or folder below the folder.
struct node {
  dev_t dev;
  ino_t ino;
  int gone;    // its last name was taken away
  int whole;   // to be copied as a whole at the next sync
  int mapped;  // written behind our back: to be copied as a whole at each sync
  off_t cut;   // the shortest it was since the last sync
  struct range *written;
  size_t count, room;
  int reader;  // never closed: closing one would give up the process's locks on the file
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX], images[PATH_MAX];
static size_t folder_length;
static struct node nodes[NODES_MAX];
static int node_count;
static FILE *register_of_nodes;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static void die(const char *why) {
  dprintf(2, "brittle disk: %s: %s\n", why, strerror(errno));
  _exit(99);
}

static int below(const char *path) {
  return folder_length > 0 && strncmp(path, folder, folder_length) == 0 &&
         (path[folder_length] == '/' || path[folder_length] == 0);
}

static int trouble(const char *name) {
  char path[PATH_MAX + 32];
  snprintf(path, sizeof path, "%s/%s", images, name);
  int before = errno;
  int there = access(path, F_OK) == 0;
  errno = before;
  return there;
}

static int refused(int error) {
  errno = error;
  return -1;
}

// ---- nodes ----

static struct node *found(const struct stat *of) {
  for (int i = node_count - 1; i >= 0; i--)
    if (nodes[i].ino == of->st_ino && nodes[i].dev == of->st_dev && !nodes[i].gone)
      return &nodes[i];
  return NULL;
}

static struct node *added(dev_t dev, ino_t ino) {
  if (node_count == NODES_MAX) die("too many files");
  struct node *node = &nodes[node_count++];
  memset(node, 0, sizeof *node);
  node->dev = dev;
  node->ino = ino;
  node->whole = 1;
  node->reader = -1;
  return node;
}

static int serial(const struct node *node) { return (int)(node - nodes); }

static struct node *known(const struct stat *of) {
  struct node *node = found(of);
  if (node == NULL) {
    node = added(of->st_dev, of->st_ino);
    fprintf(register_of_nodes, "%d %llu %llu\n", serial(node), (unsigned long long)of->st_dev,
            (unsigned long long)of->st_ino);
    fflush(register_of_nodes);
  }
  return node;
}

// The node behind a descriptor; NULL where it is none of ours.
static struct node *behind(int fd, struct stat *of) {
  if (folder_length == 0 || fstat(fd, of) != 0) return NULL;
  if (!S_ISREG(of->st_mode) && !S_ISDIR(of->st_mode)) return NULL;
  struct node *node = found(of);
  if (node != NULL) return node;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return NULL;
  path[length] = 0;
  return below(path) ? known(of) : NULL;
}

static void forget(const struct node *node) {
  nodes[serial(node)].gone = 1;
  fprintf(register_of_nodes, "%d gone\n", serial(node));
  fflush(register_of_nodes);
}

// ---- images ----

static void image_path(char *path, char kind, const struct node *node) {
  snprintf(path, PATH_MAX + 32, "%s/%c%d", images, kind, serial(node));
}

static void copy(int from, int to, off_t begin, off_t end) {
  static char buffer[1 << 16];
  while (begin < end) {
    size_t wanted = end - begin < (off_t)sizeof buffer ? (size_t)(end - begin) : sizeof buffer;
    ssize_t got = pread(from, buffer, wanted, begin);
    if (got == 0) return;
    if (got < 0 || REAL(pwrite)(to, buffer, got, begin) != got) die("cannot write an image");
    begin += got;
  }
}

// The file's octets and length are on the disk now.
static void image(struct node *node, int fd, const struct stat *of) {
  char path[PATH_MAX + 32];
  image_path(path, 'f', node);
  int to = REAL(open)(path, O_RDWR | O_CREAT, 0600);
  struct stat old;
  if (to < 0 || fstat(to, &old) != 0) die("cannot open an image");
  int whole = node->whole || node->mapped;
  off_t cut = whole ? 0 : node->cut;
  if (cut < old.st_size && REAL(ftruncate)(to, cut) != 0) die("cannot cut an image");
  if (REAL(ftruncate)(to, of->st_size) != 0) die("cannot size an image");
  if (whole) {
    copy(fd, to, 0, of->st_size);
  } else {
    for (size_t i = 0; i < node->count; i++)
      copy(fd, to, node->written[i].from, node->written[i].to);
  }
  close(to);
  node->whole = 0;
  node->count = 0;
  node->cut = of->st_size;
}

static void open_reader(struct node *node, int fd) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  if (node->reader < 0) node->reader = REAL(open)(link, O_RDONLY | O_CLOEXEC);
  if (node->reader < 0) die("cannot read a file");
}

static void copied(struct node *node, int fd, const struct stat *of) {
  if ((fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY) {
    open_reader(node, fd);
    fd = node->reader;
  }
  image(node, fd, of);
}

// The names in a folder are on the disk now.
static void list(struct node *node, const char *path) {
  char part[PATH_MAX + 32], done[PATH_MAX + 32], child[PATH_MAX + 300];
  image_path(part, 'p', node);
  image_path(done, 'd', node);
  DIR *dir = opendir(path);
  FILE *out = fopen(part, "w");
  if (dir == NULL || out == NULL) die("cannot list a folder");
  for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
    struct stat of;
    snprintf(child, sizeof child, "%s/%s", path, entry->d_name);
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
        lstat(child, &of) != 0)
      continue;
    if (S_ISREG(of.st_mode) || S_ISDIR(of.st_mode))
      fprintf(out, "%c %d %s\n", S_ISDIR(of.st_mode) ? 'd' : 'f', serial(known(&of)),
              entry->d_name);
  }
  closedir(dir);
  if (fclose(out) != 0 || REAL(rename)(part, done) != 0) die("cannot keep a folder");
}

// All below a folder is on the disk: it was there before us.
static void inherit(const char *path) {
  struct stat of;
  if (lstat(path, &of) != 0) die("cannot look at the folder");
  struct node *node = known(&of);
  if (S_ISDIR(of.st_mode)) {
    list(node, path);
    DIR *dir = opendir(path);
    for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
      char child[PATH_MAX + 300];
      snprintf(child, sizeof child, "%s/%s", path, entry->d_name);
      if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) inherit(child);
    }
    closedir(dir);
  } else if (S_ISREG(of.st_mode)) {
    int fd = REAL(open)(path, O_RDONLY);
    if (fd < 0) die("cannot read a file");
    image(node, fd, &of);
    close(fd);
  }
}

static void go_on(const char *path) {
  FILE *in = fopen(path, "r");
  char line[128];
  while (in != NULL && fgets(line, sizeof line, in) != NULL) {
    unsigned long long dev, ino;
    int number;
    if (sscanf(line, "%d %llu %llu", &number, &dev, &ino) == 3) {
      struct node *node = added(dev, ino);
      node->whole = 0;
      node->cut = LONG_MAX;
    } else if (sscanf(line, "%d gone", &number) == 1) {
      nodes[number].gone = 1;
    }
  }
  if (in != NULL) fclose(in);
}

__attribute__((constructor)) static void begin(void) {
  const char *wanted = getenv("BRITTLE_FOLDER"), *beside = getenv("BRITTLE_IMAGES");
  if (wanted == NULL || beside == NULL) return;
  unsetenv("LD_PRELOAD");  // the process's children have no part in this
  if (realpath(wanted, folder) == NULL || realpath(beside, images) == NULL) die("no folder");
  char path[PATH_MAX + 32];
  snprintf(path, sizeof path, "%s/nodes", images);
  if (getenv("BRITTLE_GOES_ON") != NULL) go_on(path);
  register_of_nodes = fopen(path, "a");
  if (register_of_nodes == NULL) die("cannot write beside the images");
  if (node_count == 0) inherit(folder);
  folder_length = strlen(folder);
}

// ---- what is written ----

static void note(struct node *node, off_t from, off_t to) {
  if (to <= from) return;
  if (node->count > 0 && node->written[node->count - 1].to == from) {
    node->written[node->count - 1].to = to;
    return;
  }
  if (node->count == node->room) {
    node->room = node->room == 0 ? 64 : 2 * node->room;
    node->written = realloc(node->written, node->room * sizeof(struct range));
    if (node->written == NULL) die("no memory");
  }
  node->written[node->count++] = (struct range){from, to};
}

static int changed(int fd, off_t from, off_t to) {
  struct stat of;
  int before = errno;
  pthread_mutex_lock(&lock);
  struct node *node = behind(fd, &of);
  if (node != NULL && S_ISREG(of.st_mode)) {
    note(node, from, to);
    if (fcntl(fd, F_GETFL) & O_DSYNC) copied(node, fd, &of);
  }
  pthread_mutex_unlock(&lock);
  errno = before;
  return 0;
}

// Whether a write is to fail; errno says why.
static int fails(int fd, off_t to) {
  struct stat of;
  if (folder_length == 0 || (!trouble("full") && !trouble("read-only"))) return 0;
  pthread_mutex_lock(&lock);
  struct node *node = behind(fd, &of);
  pthread_mutex_unlock(&lock);
  if (node == NULL) return 0;
  if (trouble("read-only")) return refused(EROFS);
  return to > of.st_size && trouble("full") ? refused(ENOSPC) : 0;
}

// Where an appending or plain write would begin.
static off_t place(int fd) {
  struct stat of;
  if (folder_length == 0 || fstat(fd, &of) != 0 || !S_ISREG(of.st_mode)) return -1;
  return fcntl(fd, F_GETFL) & O_APPEND ? of.st_size : lseek(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *octets, size_t count) {
  off_t at = place(fd);
  if (at >= 0 && fails(fd, at + (off_t)count)) return -1;
  ssize_t done = REAL(write)(fd, octets, count);
  if (at >= 0 && done > 0) changed(fd, at, at + done);
  return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  off_t at = place(fd);
  if (at >= 0 && fails(fd, LONG_MAX)) return -1;
  ssize_t done = REAL(writev)(fd, parts, count);
  if (at >= 0 && done > 0) changed(fd, at, at + done);
  return done;
}

ssize_t pwrite(int fd, const void *octets, size_t count, off_t at) {
  if (fails(fd, at + (off_t)count)) return -1;
  ssize_t done = REAL(pwrite)(fd, octets, count, at);
  if (done > 0) changed(fd, at, at + done);
  return done;
}

ssize_t pwrite64(int fd, const void *octets, size_t count, off64_t at) {
  return pwrite(fd, octets, count, at);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  if (fails(fd, LONG_MAX)) return -1;
  ssize_t done = REAL(pwritev)(fd, parts, count, at);
  if (done > 0) changed(fd, at, at + done);
  return done;
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  return pwritev(fd, parts, count, at);
}

static void behind_our_back(int fd, int for_good) {
  struct stat of;
  int before = errno;
  pthread_mutex_lock(&lock);
  struct node *node = behind(fd, &of);
  if (node != NULL) {
    node->whole = 1;
    node->mapped |= for_good;
    if (for_good) open_reader(node, fd);
  }
  pthread_mutex_unlock(&lock);
  errno = before;
}

ssize_t sendfile(int to, int from, off_t *at, size_t count) {
  if (fails(to, LONG_MAX)) return -1;
  ssize_t done = REAL(sendfile)(to, from, at, count);
  behind_our_back(to, 0);
  return done;
}

ssize_t sendfile64(int to, int from, off64_t *at, size_t count) {
  return sendfile(to, from, at, count);
}

ssize_t copy_file_range(int from, off64_t *begin, int to, off64_t *at, size_t count,
                        unsigned flags) {
  if (fails(to, LONG_MAX)) return -1;
  ssize_t done = REAL(copy_file_range)(from, begin, to, at, count, flags);
  behind_our_back(to, 0);
  return done;
}

void *mmap(void *where, size_t length, int rights, int flags, int fd, off_t at) {
  if (fd >= 0 && (flags & MAP_SHARED) && (rights & PROT_WRITE)) behind_our_back(fd, 1);
  return REAL(mmap)(where, length, rights, flags, fd, at);
}

void *mmap64(void *where, size_t length, int rights, int flags, int fd, off64_t at) {
  return mmap(where, length, rights, flags, fd, at);
}

int ftruncate(int fd, off_t length) {
  if (fails(fd, length)) return -1;
  int done = REAL(ftruncate)(fd, length);
  struct stat of;
  int before = errno;
  pthread_mutex_lock(&lock);
  struct node *node = done == 0 ? behind(fd, &of) : NULL;
  if (node != NULL && length < node->cut) node->cut = length;
  pthread_mutex_unlock(&lock);
  errno = before;
  return done;
}

int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

// ---- syncs ----

static int sync_now(int fd, int (*how)(int)) {
  struct stat of;
  pthread_mutex_lock(&lock);
  struct node *node = behind(fd, &of);
  int error = 0;
  if (node != NULL && trouble("fail-sync")) {
    error = EIO;
  } else if (node != NULL && S_ISREG(of.st_mode) && trouble("read-only")) {
    error = node->count > 0 || node->whole ? EROFS : 0;
  }
  if (error != 0) {
    node->count = 0;
    node->whole = 0;
  } else if (node != NULL && S_ISREG(of.st_mode)) {
    copied(node, fd, &of);
  } else if (node != NULL) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) die("cannot name a folder");
    path[length] = 0;
    list(node, path);
  }
  pthread_mutex_unlock(&lock);
  return error == 0 ? how(fd) : refused(error);
}

int fsync(int fd) { return sync_now(fd, REAL(fsync)); }

int fdatasync(int fd) { return sync_now(fd, REAL(fdatasync)); }

// Which file was mapped there is not known here: all that were mapped are synced.
int msync(void *where, size_t length, int flags) {
  int done = REAL(msync)(where, length, flags);
  pthread_mutex_lock(&lock);
  for (int i = 0; done == 0 && (flags & MS_SYNC) && i < node_count; i++) {
    struct stat of;
    if (nodes[i].mapped && nodes[i].reader >= 0 && fstat(nodes[i].reader, &of) == 0)
      image(&nodes[i], nodes[i].reader, &of);
  }
  pthread_mutex_unlock(&lock);
  return done;
}

// ---- names ----

static int opened(int fd, int flags) {
  struct stat of;
  if (fd >= 0 && folder_length > 0 && (flags & O_TRUNC)) {
    int before = errno;
    pthread_mutex_lock(&lock);
    struct node *node = behind(fd, &of);
    if (node != NULL) node->cut = 0;
    pthread_mutex_unlock(&lock);
    errno = before;
  }
  return fd;
}

static int may_not_open(const char *path, int flags) {
  if (!below(path)) return 0;
  int changes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC));
  if (changes && trouble("read-only")) return refused(EROFS);
  int makes = (flags & O_CREAT) && access(path, F_OK) != 0;
  return makes && trouble("full") ? refused(ENOSPC) : 0;
}

#define MODE(flags)                           \
  mode_t mode = 0;                            \
  if (flags & (O_CREAT | O_TMPFILE)) {        \
    va_list more;                             \
    va_start(more, flags);                    \
    mode = va_arg(more, mode_t);              \
    va_end(more);                             \
  }

int open(const char *path, int flags, ...) {
  MODE(flags)
  return may_not_open(path, flags) ? -1 : opened(REAL(open)(path, flags, mode), flags);
}

int open64(const char *path, int flags, ...) {
  MODE(flags)
  return open(path, flags | O_LARGEFILE, mode);
}

int openat(int at, const char *path, int flags, ...) {
  MODE(flags)
  return may_not_open(path, flags) ? -1 : opened(REAL(openat)(at, path, flags, mode), flags);
}

int openat64(int at, const char *path, int flags, ...) {
  MODE(flags)
  return openat(at, path, flags | O_LARGEFILE, mode);
}

int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

// A name goes away: what it named last may share its number with a later file.
static void leaves(const char *path) {
  struct stat of;
  int before = errno;
  if (below(path) && lstat(path, &of) == 0 && (of.st_nlink == 1 || S_ISDIR(of.st_mode))) {
    pthread_mutex_lock(&lock);
    forget(known(&of));
    pthread_mutex_unlock(&lock);
  }
  errno = before;
}

static int may_not_change(const char *path) {
  return below(path) && trouble("read-only") ? refused(EROFS) : 0;
}

int unlink(const char *path) {
  if (may_not_change(path)) return -1;
  leaves(path);
  return REAL(unlink)(path);
}

int rmdir(const char *path) {
  if (may_not_change(path)) return -1;
  leaves(path);
  return REAL(rmdir)(path);
}

int mkdir(const char *path, mode_t mode) {
  if (may_not_change(path)) return -1;
  return below(path) && trouble("full") ? refused(ENOSPC) : REAL(mkdir)(path, mode);
}

int rename(const char *from, const char *to) {
  if (may_not_change(from) || may_not_change(to)) return -1;
  leaves(to);
  return REAL(rename)(from, to);
}
