#include "ui/predict/analysis/detector_on_demand.h"

#include "core/common/error.h"
#include "ui/text/text.h"

#include <string>
#include <utility>
#include <vector>

namespace mien::ui {

DetectorOnDemand::DetectorOnDemand(FaceDetectorOptions options, DetectorEar ear)
    : m_options(std::move(options)), m_ear(std::move(ear)) {}

FaceDetector& DetectorOnDemand::made() const {
  if (!m_detector) {
    std::vector<std::string> warnings;
    try {
      m_detector = makeFaceDetector(m_options, &warnings);
    } catch (const Error& error) {
      m_ear.failed(toQt(error.what()));
      throw;
    }
    for (const std::string& warning : warnings) {
      m_ear.warned(toQt(warning));
    }
  }
  return *m_detector;
}

} // namespace mien::ui
