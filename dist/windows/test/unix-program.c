/*
 * For tests under Wine, where there is no OpenSSH: an ssh.exe and an ssh-keygen.exe that run this computer's own, by
 * unix-program.sh. Wine starts Unix programs, with their stdin and stdout, but not their stderr, and lets nobody wait
 * for them: so that and the exit code come in files.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

enum { LONGEST = 32768, NOT_RUN = 255 };

static wchar_t self[LONGEST];
static wchar_t line[LONGEST];
static wchar_t status[LONGEST];

/* What stands behind the program's own name, as it was written. */
static const wchar_t *arguments(void) {
  const wchar_t *at = GetCommandLineW();
  wchar_t end = *at == L'"' ? L'"' : L' ';
  if (end == L'"') at++;
  while (*at != 0 && *at != end) at++;
  return *at == 0 ? at : at + 1;
}

int wmain(void) {
  GetModuleFileNameW(NULL, self, LONGEST);
  wchar_t *name = wcsrchr(self, L'\\');
  if (name == NULL) return NOT_RUN;
  *name++ = 0;
  wchar_t *dot = wcsrchr(name, L'.');
  if (dot != NULL) *dot = 0;
  swprintf(status, LONGEST, L"%ls\\status.%lu", self, GetCurrentProcessId());
  DeleteFileW(status);
  SetEnvironmentVariableW(L"UNIX_PROGRAM", name);
  SetEnvironmentVariableW(L"UNIX_STATUS", status);
  swprintf(line, LONGEST, L"unix-program.sh %ls", arguments());
  wcscat(self, L"\\unix-program.sh");
  STARTUPINFOW startup = {0};
  PROCESS_INFORMATION process = {0};
  startup.cb = sizeof startup;
  startup.dwFlags = STARTF_USESTDHANDLES;
  startup.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
  startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
  startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  if (!CreateProcessW(self, line, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process)) return NOT_RUN;
  FILE *file;
  while ((file = _wfopen(status, L"rb")) == NULL) Sleep(10);
  int code = NOT_RUN;
  fscanf(file, "%d", &code);
  fclose(file);
  DeleteFileW(status);
  wcscat(status, L".err");
  char piece[4096];
  size_t size;
  file = _wfopen(status, L"rb");
  while (file != NULL && (size = fread(piece, 1, sizeof piece, file)) > 0) {
    DWORD written;
    WriteFile(startup.hStdError, piece, (DWORD) size, &written, NULL);
  }
  if (file != NULL) fclose(file);
  DeleteFileW(status);
  return code;
}
