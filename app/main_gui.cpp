#include "core/common/memory.h"

#include <QApplication>

int main(int argc, char** argv) {
  mien::tuneAllocator();
  const QApplication application(argc, argv);
  return QApplication::exec();
}
