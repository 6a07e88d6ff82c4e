#pragma once

#include "tests/support/temp_folder.h"

#include <QCoreApplication>
#include <QSettings>
#include <QString>

namespace mien::test {

/// Empty settings for one test, in a folder of its own; those of the user are never touched.
class OwnSettings {
public:
  OwnSettings() {
    QCoreApplication::setOrganizationName(QStringLiteral("MienTest"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, QString::fromStdString(m_folder.path().string()));
    QSettings().clear();
  }

  [[nodiscard]] const TempFolder& folder() const { return m_folder; }

private:
  TempFolder m_folder;
};

} // namespace mien::test
