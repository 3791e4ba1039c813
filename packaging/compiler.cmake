# SPDX-FileCopyrightText: 2026 Through6
# SPDX-License-Identifier: Apache-2.0
# What every target is compiled with. t6_room() makes one room of src/ (see README, "The house").

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Wnull-dereference)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wsuggest-override)
endif()
if(T6_WERROR)
    add_compile_options(-Werror)
endif()
add_compile_definitions(QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400)
add_compile_options(-fstack-protector-strong -fno-omit-frame-pointer)
add_link_options(-Wl,-z,relro,-z,now)
if(CMAKE_BUILD_TYPE MATCHES "Rel" AND NOT T6_SANITIZE)
    add_compile_definitions(_FORTIFY_SOURCE=2)
endif()
if(T6_SANITIZE)
    add_compile_options(-fsanitize=${T6_SANITIZE} -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${T6_SANITIZE})
endif()

# What nearly every file includes, compiled once instead of some 500 times.
function(t6_precompile name qt)
    add_library(${name} OBJECT ${CMAKE_SOURCE_DIR}/packaging/precompiled.cpp)
    target_link_libraries(${name} PRIVATE ${qt})
    target_precompile_headers(${name} PRIVATE <QDateTime> <QFuture> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap> <QObject> <QString>
        <QStringList> <QTimer> <algorithm> <functional> <map> <memory> <optional> <vector> <tl/expected.hpp> ${ARGN})
endfunction()
t6_precompile(t6_precompiled Qt6::Core)
t6_precompile(t6_precompiled_widgets Qt6::Widgets <QAction> <QApplication> <QComboBox> <QDialog> <QLabel> <QLineEdit> <QMenu> <QPainter> <QPushButton> <QVBoxLayout>)
function(t6_reuse_precompiled target)
    if("t6_ui" IN_LIST ARGN OR target STREQUAL "t6_ui")
        target_precompile_headers(${target} REUSE_FROM t6_precompiled_widgets)
    else()
        target_precompile_headers(${target} REUSE_FROM t6_precompiled)
    endif()
endfunction()

# t6_room(<name> SOURCES … [LINK …])  →  static library t6_<name>, headers included as <name/file.h>
function(t6_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;LINK" ${ARGN})
    add_library(t6_${name} STATIC ${ROOM_SOURCES})
    target_include_directories(t6_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(t6_${name} PUBLIC ${ROOM_LINK})
    t6_reuse_precompiled(t6_${name})
endfunction()

add_custom_target(unit-tests) # every program labelled unit, for the sanitizer run

# t6_test(<tst_name> [LABEL unit] [SOURCES …] LINK …)  one Qt Test program, run without a display
function(t6_test name)
    cmake_parse_arguments(TEST "" "LABEL;TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(NOT TEST_LABEL)
        set(TEST_LABEL unit)
    endif()
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 300)
    endif()
    add_executable(${name} ${name}.cpp ${TEST_SOURCES})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(${name} PRIVATE T6_SOURCE_DIR="${CMAKE_SOURCE_DIR}" T6_BINARY_DIR="${CMAKE_BINARY_DIR}")
    target_link_libraries(${name} PRIVATE ${TEST_LINK} Qt6::Test)
    t6_reuse_precompiled(${name} ${TEST_LINK})
    if(TEST_LABEL STREQUAL "unit")
        add_dependencies(unit-tests ${name})
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS ${TEST_LABEL} TIMEOUT ${TEST_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endfunction()
