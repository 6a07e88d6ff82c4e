#include "ui/async/worker.h"

#include "core/common/error.h"
#include "core/common/logging/log.h"
#include "ui/text/message_text.h"
#include "ui/text/qt_strings.h"

#include <QCoreApplication>

#include <new>
#include <string>

namespace mien::ui {

QString errorText(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const Error& known) {
    log(LogLevel::Error, known.what());
    return messageText(known.message());
  } catch (const std::bad_alloc&) {
    return QCoreApplication::translate("Error", "There is not enough memory. Close other programs and try again.");
  } catch (const std::exception& unforeseen) {
    log(LogLevel::Error, std::string("unforeseen: ") + unforeseen.what());
    return QCoreApplication::translate("Error", "Something unforeseen went wrong: %1").arg(toQt(unforeseen.what()));
  } catch (...) {
    return QCoreApplication::translate("Error", "Something unforeseen went wrong.");
  }
}

} // namespace mien::ui
