#include "ui/predict/analysis/lazy_face_detector.h"

#include "core/common/error.h"
#include "ui/text/message_text.h"
#include "ui/text/qt_strings.h"

#include <string>
#include <utility>
#include <vector>

namespace mien::ui {

LazyFaceDetector::LazyFaceDetector(FaceDetectorOptions options, DetectorListener listener)
    : m_options(std::move(options)), m_listener(std::move(listener)) {}

FaceDetector& LazyFaceDetector::made() const {
  if (!m_detector) {
    std::vector<std::string> warnings;
    try {
      m_detector = makeFaceDetector(m_options, &warnings);
    } catch (const Error& error) {
      m_listener.failed(messageText(error.message()));
      throw;
    }
    for (const std::string& warning : warnings) {
      m_listener.warned(toQt(warning));
    }
  }
  return *m_detector;
}

} // namespace mien::ui
