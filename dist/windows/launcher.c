/*
 * The program that is shipped for Windows. It carries a gzip'd tar at its own end: the Java runtime with the provider in
 * it. It unpacks that once into the user's cache folder, runs Java with the caller's stdio, arguments and environment,
 * and ends with its exit code. When it is ended, so is Java, and what Java has started.
 */
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0601
#include <windows.h>
#include <shellapi.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <zlib.h>

/* What ends the file; dist/windows/pack.sh writes it. */
struct trailer {
  char magic[8]; /* DOKPLOY1 */
  char id[40];   /* version and content hash, padded with zeros */
  char size[16]; /* of the gzip'd tar before it, in decimal, padded with zeros */
};

enum { LOCAL = 3, COMMAND_FAILED = 255, LONGEST = 32768, LOCK_SECONDS = 15, TRAININGS = 3 };

/* The word with which this program calls itself. */
#define MAKE_AOT_CACHE L"make-aot-cache"

static wchar_t self[LONGEST];
static wchar_t base[LONGEST];
static wchar_t home[LONGEST];
static struct trailer trailer;
static int failure = LOCAL;

static void *take(size_t size) {
  void *memory = calloc(1, size);
  if (memory == NULL) {
    fputs("dokploy-provider: There is not enough memory.\n", stderr);
    ExitProcess(failure);
  }
  return memory;
}

/* Joins texts into a new one. */
static wchar_t *joined(const wchar_t *first, ...) {
  size_t length = wcslen(first) + 1;
  va_list more;
  va_start(more, first);
  for (const wchar_t *text; (text = va_arg(more, const wchar_t *)) != NULL;) length += wcslen(text);
  va_end(more);
  wchar_t *all = take(length * sizeof(wchar_t));
  wcscpy(all, first);
  va_start(more, first);
  for (const wchar_t *text; (text = va_arg(more, const wchar_t *)) != NULL;) wcscat(all, text);
  va_end(more);
  return all;
}

static void say(const wchar_t *text) {
  int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
  char *bytes = take((size_t) size + 1);
  WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, size, NULL, NULL);
  fputs(bytes, stderr);
  free(bytes);
}

/* What, why, and the fix, as all problems of the provider are shown. */
static void fail(const wchar_t *what, const wchar_t *why, const wchar_t *fix) {
  say(joined(L"dokploy-provider: ", what, L"\n  ", why, L"\n  > ", fix, L"\n", NULL));
  ExitProcess((UINT) failure);
}

static const wchar_t *last_error(void) {
  static wchar_t text[1024];
  DWORD code = GetLastError();
  if (FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, code, 0, text, 1000, NULL) == 0) {
    swprintf(text, 1000, L"Windows' error %lu", code);
  }
  for (size_t end = wcslen(text); end > 0 && text[end - 1] <= L' '; end--) text[end - 1] = 0;
  return text;
}

static void fail_folder(const wchar_t *why) {
  fail(joined(L"What it needs can't be unpacked into ", base, L".", NULL), why,
       L"Name another folder, on a disk with space: set DOKPLOY_CACHE_DIR=C:\\path\\to\\a\\folder");
}

static void fail_file(void) {
  fail(L"This file is damaged; its download may have been cut off.", self,
       L"Delete the provider in DevPod, and add it again.");
}

static int exists(const wchar_t *path) { return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES; }

static void make_folders(const wchar_t *path) {
  wchar_t *copy = joined(path, NULL);
  for (wchar_t *at = copy; *at != 0; at++) {
    if ((*at == L'\\' || *at == L'/') && at > copy && at[-1] != L':') {
      wchar_t kept = *at;
      *at = 0;
      CreateDirectoryW(copy, NULL);
      *at = kept;
    }
  }
  CreateDirectoryW(copy, NULL);
  free(copy);
}

static void remove_tree(const wchar_t *path) {
  WIN32_FIND_DATAW entry;
  HANDLE found = FindFirstFileW(joined(path, L"\\*", NULL), &entry);
  if (found != INVALID_HANDLE_VALUE) {
    do {
      if (wcscmp(entry.cFileName, L".") == 0 || wcscmp(entry.cFileName, L"..") == 0) continue;
      wchar_t *inside = joined(path, L"\\", entry.cFileName, NULL);
      if (entry.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) {
        RemoveDirectoryW(inside);
      } else if (entry.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) {
        remove_tree(inside);
      } else {
        SetFileAttributesW(inside, FILE_ATTRIBUTE_NORMAL);
        DeleteFileW(inside);
      }
      free(inside);
    } while (FindNextFileW(found, &entry));
    FindClose(found);
  }
  RemoveDirectoryW(path);
}

/* The trailer of a shipped file; false when it has none. Leaves the file at its payload. */
static int read_trailer(FILE *file, struct trailer *into, long long *size) {
  if (_fseeki64(file, -(long long) sizeof *into, SEEK_END) != 0) return 0;
  long long end = _ftelli64(file);
  if (fread(into, sizeof *into, 1, file) != 1 || memcmp(into->magic, "DOKPLOY1", 8) != 0) return 0;
  into->id[sizeof into->id - 1] = 0;
  into->size[sizeof into->size - 1] = 0;
  *size = _strtoi64(into->size, NULL, 10);
  return *size > 0 && *size <= end && _fseeki64(file, end - *size, SEEK_SET) == 0;
}

static wchar_t *wide(const char *text) {
  int length = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
  wchar_t *all = take(((size_t) length + 1) * sizeof(wchar_t));
  MultiByteToWideChar(CP_UTF8, 0, text, -1, all, length);
  return all;
}

static wchar_t *variable(const wchar_t *name) {
  DWORD length = GetEnvironmentVariableW(name, NULL, 0);
  if (length == 0) return NULL;
  wchar_t *value = take(((size_t) length + 1) * sizeof(wchar_t));
  GetEnvironmentVariableW(name, value, length);
  return *value == 0 ? NULL : value;
}

static void find_base(void) {
  wchar_t *named = variable(L"DOKPLOY_CACHE_DIR");
  wchar_t *local = variable(L"LOCALAPPDATA");
  wchar_t *profile = variable(L"USERPROFILE");
  if (named == NULL && local != NULL) named = joined(local, L"\\dokploy-provider", NULL);
  if (named == NULL && profile != NULL) named = joined(profile, L"\\AppData\\Local\\dokploy-provider", NULL);
  if (named == NULL) {
    fail(L"There is no folder to unpack into.", L"LOCALAPPDATA is not set.",
         L"Name one: set DOKPLOY_CACHE_DIR=C:\\path\\to\\a\\folder");
  }
  if (GetFullPathNameW(named, LONGEST / 2, base, NULL) == 0) fail_folder(last_error());
  wcscpy(home, joined(base, L"\\runtime-", wide(trailer.id), NULL));
}

/* Sets its to a file's size and the time of its last change, in one text; to nothing where there is no such file. */
static void look_at(const wchar_t *path, char its[64]) {
  WIN32_FILE_ATTRIBUTE_DATA data;
  its[0] = 0;
  if (!GetFileAttributesExW(path, GetFileExInfoStandard, &data)) return;
  snprintf(its, 64, "%llu.%llu", ((unsigned long long) data.nFileSizeHigh << 32) | data.nFileSizeLow,
           ((unsigned long long) data.ftLastWriteTime.dwHighDateTime << 32) | data.ftLastWriteTime.dwLowDateTime);
}

/* Whether all that was unpacked is still there as it was: a line for each file in `listing`. */
static int is_whole(void) {
  FILE *listing = _wfopen(joined(home, L"\\listing", NULL), L"rb");
  if (listing == NULL) return 0;
  char line[4096];
  int whole = 0;
  while (fgets(line, sizeof line, listing) != NULL) {
    line[strcspn(line, "\r\n")] = 0;
    char *name = strchr(line, ' ');
    whole = 0;
    if (strcmp(line, "end") == 0) {
      whole = 1;
      break;
    }
    if (name == NULL) break;
    *name = 0;
    char its[64];
    wchar_t *path = joined(home, L"\\", wide(name + 1), NULL);
    look_at(path, its);
    free(path);
    if (strcmp(its, line) != 0) break;
  }
  fclose(listing);
  return whole;
}

/* Bytes of the tar; the file is damaged where they end too early. */
struct source {
  FILE *file;
  long long left;
  z_stream stream;
  int ended;
  unsigned char in[65536];
};

static void read_bytes(struct source *from, void *into, size_t size) {
  from->stream.next_out = into;
  from->stream.avail_out = (uInt) size;
  while (from->stream.avail_out > 0) {
    if (from->ended) fail_file();
    if (from->stream.avail_in == 0) {
      size_t wanted = from->left < (long long) sizeof from->in ? (size_t) from->left : sizeof from->in;
      size_t got = fread(from->in, 1, wanted, from->file);
      if (got == 0) fail_file();
      from->left -= (long long) got;
      from->stream.next_in = from->in;
      from->stream.avail_in = (uInt) got;
    }
    int result = inflate(&from->stream, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      from->ended = 1;
    } else if (result != Z_OK) {
      fail_file();
    }
  }
}

/* To the end, where the checksum is. */
static void read_to_end(struct source *from) {
  char rest[512];
  while (!from->ended) {
    from->stream.next_out = (void *) rest;
    from->stream.avail_out = sizeof rest;
    if (from->stream.avail_in == 0) {
      size_t wanted = from->left < (long long) sizeof from->in ? (size_t) from->left : sizeof from->in;
      size_t got = fread(from->in, 1, wanted, from->file);
      if (got == 0) fail_file();
      from->left -= (long long) got;
      from->stream.next_in = from->in;
      from->stream.avail_in = (uInt) got;
    }
    int result = inflate(&from->stream, Z_NO_FLUSH);
    if (result == Z_STREAM_END) from->ended = 1;
    else if (result != Z_OK) fail_file();
  }
}

/* Unpacks the tar (ustar; files and folders) into a folder. */
static void unpack_into(const wchar_t *folder) {
  struct source *from = take(sizeof *from);
  long long size;
  from->file = _wfopen(self, L"rb");
  if (from->file == NULL || !read_trailer(from->file, &trailer, &size)) fail_file();
  from->left = size;
  if (inflateInit2(&from->stream, 15 + 16) != Z_OK) fail_file();
  make_folders(folder);
  FILE *listing = _wfopen(joined(folder, L"\\listing", NULL), L"wb");
  if (listing == NULL) fail_folder(last_error());
  for (;;) {
    char head[512];
    read_bytes(from, head, sizeof head);
    if (head[0] == 0) break;
    char name[260];
    snprintf(name, sizeof name, "%.155s%s%.100s", head + 345, head[345] != 0 ? "/" : "", head);
    char octal[13] = {0};
    memcpy(octal, head + 124, 12);
    long long left = _strtoi64(octal, NULL, 8);
    if (strncmp(name, "./", 2) == 0) memmove(name, name + 2, strlen(name) - 1);
    if (strstr(name, "..") != NULL || strchr(name, ':') != NULL) fail_file();
    for (char *at = name; *at != 0; at++) if (*at == '/') *at = '\\';
    if (name[0] == 0) continue;
    wchar_t *path = joined(folder, L"\\", wide(name), NULL);
    if (head[156] == '5') {
      make_folders(path);
    } else if (head[156] == '0' || head[156] == 0) {
      FILE *out = _wfopen(path, L"wb");
      if (out == NULL) fail_folder(last_error());
      long long padding = (512 - left % 512) % 512;
      static char piece[65536];
      while (left > 0) {
        size_t now = left < (long long) sizeof piece ? (size_t) left : sizeof piece;
        read_bytes(from, piece, now);
        if (fwrite(piece, 1, now, out) != now) fail_folder(last_error());
        left -= (long long) now;
      }
      if (fclose(out) != 0) fail_folder(last_error());
      char its[64];
      look_at(path, its);
      fprintf(listing, "%s %s\n", its, name);
      if (padding > 0) read_bytes(from, piece, (size_t) padding);
    } else {
      fail_file();
    }
    free(path);
  }
  read_to_end(from);
  inflateEnd(&from->stream);
  fclose(from->file);
  fputs("end\n", listing);
  if (fclose(listing) != 0) fail_folder(last_error());
  free(from);
}

/* Lets one of many calls unpack. It only spares work: who has waited for long goes on without. */
static HANDLE lock(void) {
  wchar_t *path = joined(base, L"\\.lock-", wide(trailer.id), NULL);
  for (int tenths = 0; tenths < LOCK_SECONDS * 10; tenths++) {
    HANDLE held = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_FLAG_DELETE_ON_CLOSE, NULL);
    if (held != INVALID_HANDLE_VALUE) return held;
    if (GetLastError() != ERROR_SHARING_VIOLATION && GetLastError() != ERROR_ACCESS_DENIED) break;
    Sleep(100);
    if (is_whole()) break;
  }
  return INVALID_HANDLE_VALUE;
}

/* Whether a file that used a version still is that version. */
static int is_wanted(const wchar_t *folder, const char *id) {
  FILE *users = _wfopen(joined(folder, L"\\users", NULL), L"rb");
  if (users == NULL) return 0;
  char line[4096];
  int wanted = 0;
  while (!wanted && fgets(line, sizeof line, users) != NULL) {
    line[strcspn(line, "\r\n")] = 0;
    FILE *file = _wfopen(wide(line), L"rb");
    if (file == NULL) continue;
    struct trailer its;
    long long size;
    wanted = read_trailer(file, &its, &size) && strcmp(its.id, id) == 0;
    fclose(file);
  }
  fclose(users);
  return wanted;
}

/* Removes other versions that nobody can use any more, and what killed calls left. Windows renames no folder in which a
   program runs. */
static void prune(void) {
  WIN32_FIND_DATAW entry;
  HANDLE found = FindFirstFileW(joined(base, L"\\*", NULL), &entry);
  if (found == INVALID_HANDLE_VALUE) return;
  wchar_t number[32];
  swprintf(number, 32, L"%lu", GetCurrentProcessId());
  wchar_t *old = joined(base, L"\\.old-", number, NULL);
  do {
    wchar_t *path = joined(base, L"\\", entry.cFileName, NULL);
    if (wcscmp(path, home) == 0) continue;
    int version = wcsncmp(entry.cFileName, L"runtime-", 8) == 0;
    int left = wcsncmp(entry.cFileName, L".old-", 5) == 0 || wcsncmp(entry.cFileName, L".part-", 6) == 0;
    if (left) {
      DWORD pid = wcstoul(wcschr(entry.cFileName, L'-') + 1, NULL, 10);
      HANDLE process = OpenProcess(SYNCHRONIZE, FALSE, pid);
      if (process == NULL && GetLastError() == ERROR_INVALID_PARAMETER) remove_tree(path);
      if (process != NULL) CloseHandle(process);
    } else if (version) {
      char id[256] = {0};
      WideCharToMultiByte(CP_UTF8, 0, entry.cFileName + 8, -1, id, sizeof id - 1, NULL, NULL);
      if (!is_wanted(path, id) && MoveFileExW(path, old, 0)) remove_tree(old);
    }
  } while (FindNextFileW(found, &entry));
  FindClose(found);
}

static void note_use(void) {
  char mine[LONGEST] = {0};
  WideCharToMultiByte(CP_UTF8, 0, self, -1, mine, sizeof mine - 1, NULL, NULL);
  wchar_t *path = joined(home, L"\\users", NULL);
  FILE *users = _wfopen(path, L"rb");
  if (users != NULL) {
    static char line[LONGEST];
    int known = 0;
    while (!known && fgets(line, sizeof line, users) != NULL) {
      line[strcspn(line, "\r\n")] = 0;
      known = strcmp(line, mine) == 0;
    }
    fclose(users);
    if (known) return;
  }
  users = _wfopen(path, L"ab");
  if (users != NULL) {
    fprintf(users, "%s\n", mine);
    fclose(users);
  }
}

/* Unpacks beside and renames, so that nobody sees a half of it. */
static void unpack(void) {
  make_folders(base);
  if (!exists(base)) fail_folder(last_error());
  HANDLE held = lock();
  if (!is_whole()) {
    wchar_t number[32];
    swprintf(number, 32, L"%lu", GetCurrentProcessId());
    wchar_t *part = joined(base, L"\\.part-", number, NULL);
    wchar_t *old = joined(base, L"\\.old-", number, NULL);
    remove_tree(part);
    remove_tree(old);
    unpack_into(part);
    if (exists(home)) {
      CopyFileW(joined(home, L"\\users", NULL), joined(part, L"\\users", NULL), TRUE);
      MoveFileExW(home, old, 0);
    }
    if (!MoveFileExW(part, home, 0) && !is_whole()) {
      /* Programs run from the damaged one: what of it can be written is written. */
      unpack_into(home);
    }
    remove_tree(part);
    remove_tree(old);
  }
  prune();
  if (held != INVALID_HANDLE_VALUE) CloseHandle(held);
}

/* Adds an argument so that a C program, and Java, reads it as it is. Always quoted: Java would expand * and ?. */
static wchar_t *quoted(wchar_t *at, const wchar_t *text) {
  *at++ = L' ';
  *at++ = L'"';
  size_t slashes = 0;
  for (; *text != 0; text++) {
    if (*text == L'\\') {
      slashes++;
    } else {
      if (*text == L'"') for (size_t i = 0; i <= slashes; i++) *at++ = L'\\';
      slashes = 0;
    }
    *at++ = *text;
  }
  for (size_t i = 0; i < slashes; i++) *at++ = L'\\';
  *at++ = L'"';
  *at = 0;
  return at;
}

/* A path in the characters of the system's code page, in which java.exe reads its own path and its arguments. */
static wchar_t *for_java(const wchar_t *path) {
  BOOL lost = FALSE;
  WideCharToMultiByte(CP_ACP, WC_NO_BEST_FIT_CHARS, path, -1, NULL, 0, NULL, GetACP() == CP_UTF8 ? NULL : &lost);
  if (!lost) return joined(path, NULL);
  wchar_t *in_short = take(LONGEST * sizeof(wchar_t));
  DWORD length = GetShortPathNameW(path, in_short, LONGEST);
  if (length == 0 || length >= LONGEST) return joined(path, NULL);
  return in_short;
}

/* The numbers of the standard streams that are a console: Java itself can't tell of each. */
static const wchar_t *terminals(void) {
  static const DWORD streams[] = {STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE};
  static wchar_t numbers[4];
  size_t length = 0;
  for (int i = 0; i < 3; i++) {
    DWORD mode;
    if (GetConsoleMode(GetStdHandle(streams[i]), &mode)) numbers[length++] = (wchar_t) (L'0' + i);
  }
  return numbers;
}

/* What starts Java with the arguments after the first one, and a flag for the AOT cache, or NULL. */
static wchar_t *command_line(int argc, wchar_t **argv, const wchar_t *aot) {
  wchar_t *root = for_java(home);
  const wchar_t *flags[] = {
      L"-XX:+UseSerialGC",
      argc > 1 && wcscmp(argv[1], L"dial") == 0 ? L"-XX:+TieredCompilation" : L"-XX:TieredStopAtLevel=1",
      L"-Xmx64m",
      L"-XX:ReservedCodeCacheSize=32m",
      L"-XX:CompressedClassSpaceSize=32m",
      L"-XX:-UsePerfData",
      /* Nothing of the JVM's own: not on stdout, which is the remote's, and not in files in the user's folder. What it
         says of an unusable AOT cache is no news to anybody: it runs without. */
      L"-Xlog:disable",
      L"-XX:-PrintWarnings",
      L"-XX:+DisplayVMOutputToStderr",
      L"-XX:-CreateCoredumpOnCrash",
      L"-XX:ErrorFile=NUL",
      joined(L"-Ddokploy.provider.launcher=", for_java(self), NULL),
      joined(L"-Ddokploy.provider.terminals=", terminals(), NULL),
      aot,
      L"-m",
      L"dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main",
  };
  wchar_t *program = joined(root, L"\\runtime\\bin\\java.exe", NULL);
  size_t length = wcslen(program) + 4;
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) length += flags[i] == NULL ? 0 : 2 * wcslen(flags[i]) + 4;
  for (int i = 1; i < argc; i++) length += 2 * wcslen(argv[i]) + 4;
  wchar_t *all = take(length * sizeof(wchar_t));
  wchar_t *at = quoted(all, program);
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) if (flags[i] != NULL) at = quoted(at, flags[i]);
  for (int i = 1; i < argc; i++) at = quoted(at, argv[i]);
  return all + 1;
}

/* The console tells Java too; we only wait for it. */
static BOOL WINAPI leave_to_java(DWORD event) {
  (void) event;
  return TRUE;
}

static int run(const wchar_t *program, wchar_t *line, DWORD *code) {
  HANDLE job = CreateJobObjectW(NULL, NULL);
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
  STARTUPINFOW startup = {0};
  PROCESS_INFORMATION process = {0};
  startup.cb = sizeof startup;
  startup.dwFlags = STARTF_USESTDHANDLES;
  startup.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
  startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
  startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  HANDLE handles[] = {startup.hStdInput, startup.hStdOutput, startup.hStdError};
  for (int i = 0; i < 3; i++) SetHandleInformation(handles[i], HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
  SetConsoleCtrlHandler(leave_to_java, TRUE);
  if (!CreateProcessW(program, line, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &startup, &process)) return 0;
  AssignProcessToJobObject(job, process.hProcess);
  ResumeThread(process.hThread);
  WaitForSingleObject(process.hProcess, INFINITE);
  GetExitCodeProcess(process.hProcess, code);
  return 1;
}

/* Whether the AOT cache is the one that was made, as the file `aot` says. Java would not use a damaged one, or crash. */
static int is_aot_whole(void) {
  char its[64];
  char made[64] = {0};
  look_at(joined(home, L"\\runtime.aot", NULL), its);
  FILE *file = _wfopen(joined(home, L"\\aot", NULL), L"rb");
  if (file == NULL) return 0;
  fread(made, 1, sizeof made - 1, file);
  fclose(file);
  return its[0] != 0 && strcmp(its, made) == 0;
}

static wchar_t *training(int number) {
  wchar_t text[16];
  swprintf(text, 16, L"%d", number);
  return joined(home, L"\\training.", text, NULL);
}

static void forget_training(void) {
  for (int number = 1; number <= TRAININGS; number++) remove_tree(training(number));
}

/* Makes the AOT cache, with which Java starts in a third of the time, by the calls that DevPod makes most. They only read
   from the user's own server; dist/train.sh, which has a server of its own, makes more of them. */
static void make_aot_cache(int number) {
  wchar_t *work = training(number);
  wchar_t *made = joined(work, L"\\aot", NULL);
  wchar_t *words[] = {L"", L"train", L"version", L"init", L"status"};
  SetEnvironmentVariableW(L"MACHINE_ID", L"training");
  SetEnvironmentVariableW(L"MACHINE_FOLDER", joined(work, L"\\machine", NULL));
  SetEnvironmentVariableW(L"XDG_DATA_HOME", joined(work, L"\\data", NULL));
  SetEnvironmentVariableW(L"COMMAND", NULL);
  wchar_t *flag = joined(L"-XX:AOTCacheOutput=", for_java(work), L"\\aot", NULL);
  DWORD code = 0;
  char its[64];
  if (!run(joined(home, L"\\runtime\\bin\\java.exe", NULL), command_line(5, words, flag), &code) || code != 0) return;
  look_at(made, its);
  FILE *file = _wfopen(joined(home, L"\\aot", NULL), L"wb");
  if (its[0] == 0 || file == NULL) return;
  fputs(its, file);
  if (fclose(file) == 0 && MoveFileExW(made, joined(home, L"\\runtime.aot", NULL), MOVEFILE_REPLACE_EXISTING)) {
    forget_training();
  }
}

/* Whether the process that made a training's folder still runs; also while it has not yet said which it is. */
static int is_training(const wchar_t *work) {
  FILE *file = _wfopen(joined(work, L"\\pid", NULL), L"rb");
  DWORD pid = 0;
  if (file == NULL || fscanf(file, "%lu", &pid) != 1) pid = 0;
  if (file != NULL) fclose(file);
  if (pid == 0) return 1;
  HANDLE process = OpenProcess(SYNCHRONIZE, FALSE, pid);
  if (process == NULL) return GetLastError() != ERROR_INVALID_PARAMETER;
  int runs = WaitForSingleObject(process, 0) == WAIT_TIMEOUT;
  CloseHandle(process);
  return runs;
}

/* Has the AOT cache made in the background by a first call that succeeded and knows a server. One process does it at a
   time; after three that failed, none. */
static void start_training(void) {
  if (exists(joined(home, L"\\runtime.aot", NULL)) || variable(L"DOKPLOY_SERVER_URL") == NULL) return;
  for (int number = 1; number <= TRAININGS; number++) {
    wchar_t *work = training(number);
    if (!CreateDirectoryW(work, NULL)) {
      if (!exists(work) || is_training(work)) return;
      continue;
    }
    STARTUPINFOW startup = {0};
    PROCESS_INFORMATION process = {0};
    startup.cb = sizeof startup;
    wchar_t text[16];
    swprintf(text, 16, L" %d", number);
    wchar_t *line = joined(L"\"", self, L"\" " MAKE_AOT_CACHE, text, NULL);
    if (!CreateProcessW(self, line, NULL, NULL, FALSE,
                        DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP | BELOW_NORMAL_PRIORITY_CLASS, NULL, NULL, &startup,
                        &process)) {
      return;
    }
    FILE *file = _wfopen(joined(work, L"\\pid", NULL), L"wb");
    if (file != NULL) {
      fprintf(file, "%lu", process.dwProcessId);
      fclose(file);
    }
    return;
  }
}

int wmain(void) {
  int argc = 0;
  wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
  if (argc > 1 && (wcscmp(argv[1], L"command") == 0 || wcscmp(argv[1], L"dial") == 0)) failure = COMMAND_FAILED;
  if (GetModuleFileNameW(NULL, self, LONGEST) == 0) fail_file();
  FILE *file = _wfopen(self, L"rb");
  long long size;
  if (file == NULL || !read_trailer(file, &trailer, &size)) fail_file();
  fclose(file);
  find_base();
  if (!is_whole()) unpack();
  note_use();
  /* They would be printed, or change how Java runs. */
  SetEnvironmentVariableW(L"JDK_JAVA_OPTIONS", NULL);
  SetEnvironmentVariableW(L"JAVA_TOOL_OPTIONS", NULL);
  SetEnvironmentVariableW(L"_JAVA_OPTIONS", NULL);
  if (argc == 3 && wcscmp(argv[1], MAKE_AOT_CACHE) == 0) {
    make_aot_cache(_wtoi(argv[2]));
    return 0;
  }
  wchar_t *program = joined(home, L"\\runtime\\bin\\java.exe", NULL);
  wchar_t *aot = joined(home, L"\\runtime.aot", NULL);
  if (exists(aot) && !is_aot_whole()) {
    DeleteFileW(aot);
    forget_training();
  }
  aot = is_aot_whole() ? joined(L"-XX:AOTCache=", for_java(home), L"\\runtime.aot", NULL) : NULL;
  DWORD code = 0;
  if (!run(program, command_line(argc, argv, aot), &code)) {
    fail(L"Its Java can't be started.", last_error(),
         L"Name another folder to unpack into: set DOKPLOY_CACHE_DIR=C:\\path\\to\\a\\folder");
  }
  if (code == 0) start_training();
  ExitProcess(code);
}
