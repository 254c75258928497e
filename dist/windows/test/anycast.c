/* For tests under Wine 8, whose iphlpapi.dll lacks this function: this computer has no anycast addresses. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

DWORD WINAPI GetAnycastIpAddressTable(unsigned short family, void **table) {
  (void) family;
  *table = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, 64);
  return *table == NULL ? ERROR_NOT_ENOUGH_MEMORY : NO_ERROR;
}
