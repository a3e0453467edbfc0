# How a folder of Slipway becomes a target.
#
#   slipway_library(NAME SOURCES... HEADERS... [PUBLIC...] [PRIVATE...])   a library, slipway::NAME
#   slipway_test(NAME SOURCES... [LIBRARIES...] [GUI])                     a QtTest program, run by ctest; GUI where it
#                                                                          links widgets
#   slipway_bench(NAME SOURCES... [LIBRARIES...])                          a program that prints figures
#   slipway_fuzz(NAME SOURCES... [LIBRARIES...])                           a libFuzzer target
#
# Each library has an include root of its own, build/…/include/NAME, in which NAME is a link to the folder:
# "net/http_client.h" can be found only by those who link slipway::net.

option(SLIPWAY_TESTS "Build the tests" ON)
option(SLIPWAY_BENCH "Build the benchmarks" OFF)
option(SLIPWAY_FUZZ "Build the fuzz targets (clang)" OFF)
set(SLIPWAY_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize=")

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_GLOBAL_AUTOGEN_TARGET ON)
set(CMAKE_GLOBAL_AUTOGEN_TARGET_NAME autogen)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# A program is not linked anew because a shared library changed inside.
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)

find_program(SLIPWAY_CCACHE ccache)
if(SLIPWAY_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${SLIPWAY_CCACHE}")
endif()
find_program(SLIPWAY_MOLD mold)
if(SLIPWAY_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
# Designated initialisers leave out what has its default.
add_compile_options(-Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC warns inside coroutine frames and std::expected about values that are set.
    add_compile_options(-Wno-maybe-uninitialized -fpch-preprocess)
else()
    # Clang counts signs among -Wconversion, GCC does not; indices of Qt are signed and those of std are not.
    add_compile_options(-Wno-sign-conversion)
endif()
add_compile_definitions(
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH QT_DISABLE_DEPRECATED_UP_TO=0x060800
    SLIPWAY_VERSION="${PROJECT_VERSION}")
if(SLIPWAY_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(SLIPWAY_SANITIZE)
    add_compile_options(-fsanitize=${SLIPWAY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${SLIPWAY_SANITIZE})
endif()

# The headers that nearly every file reads, compiled once for all libraries and once for all tests, with widgets and without.
# Compiled headers serve a target only if both were compiled alike: hence -fPIC for programs too, and for tests the same Qt
# libraries and no folder of their own in a macro. A target they do not serve fails to compile (-Winvalid-pch).
set(SLIPWAY_HEADERS_DIR "${CMAKE_CURRENT_LIST_DIR}/precompiled")
add_compile_options(-fPIC)

set(SLIPWAY_TEST_DEFINITIONS
    SLIPWAY_SOURCE_DIR="${PROJECT_SOURCE_DIR}" SLIPWAY_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
    SLIPWAY_PROGRAM="${CMAKE_BINARY_DIR}/slipway")
function(slipway_test_options target isGui)
    target_link_libraries(${target} PRIVATE Qt6::Test Qt6::Network QCoro6::Core)
    if(isGui)
        target_link_libraries(${target} PRIVATE Qt6::Widgets)
    else()
        # A test without a window needs no QGuiApplication, whatever its libraries draw with.
        target_compile_options(${target} PRIVATE -UQT_GUI_LIB)
    endif()
    # QtTest's own macros narrow their time-outs.
    target_compile_options(${target} PRIVATE -Wno-conversion -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
    target_compile_definitions(${target} PRIVATE ${SLIPWAY_TEST_DEFINITIONS})
endfunction()

function(slipway_precompiled kind)
    set(target slipway_${kind}_headers)
    if(TARGET ${target})
        return()
    endif()
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/${target}.cpp" CONTENT "")
    add_library(${target} STATIC "${CMAKE_BINARY_DIR}/${target}.cpp")
    set_target_properties(${target} PROPERTIES AUTOMOC OFF AUTORCC OFF)
    string(FIND "${kind}" "gui" is_gui)
    math(EXPR is_gui "${is_gui} + 1")
    if(kind MATCHES "test")
        slipway_test_options(${target} "${is_gui}")
    else()
        target_link_libraries(${target} PRIVATE Qt6::Core QCoro6::Core)
    endif()
    if(is_gui)
        target_link_libraries(${target} PRIVATE Qt6::Widgets)
    endif()
    target_precompile_headers(${target} PRIVATE "${SLIPWAY_HEADERS_DIR}/${kind}.h")
endfunction()

function(slipway_use_precompiled target kind)
    if(NOT SLIPWAY_TIDY AND NOT SLIPWAY_FUZZ)
        slipway_precompiled(${kind})
        target_precompile_headers(${target} REUSE_FROM slipway_${kind}_headers)
    endif()
endfunction()

function(slipway_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE" ${ARGN})
    set(target slipway_${name})
    set(root "${CMAKE_BINARY_DIR}/include/${name}")
    file(MAKE_DIRECTORY "${root}")
    file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${root}/${name}" SYMBOLIC)

    add_library(${target} ${arg_SOURCES})
    # No macro of its own: compiled headers serve only those whose macros are the same.
    set_target_properties(${target} PROPERTIES DEFINE_SYMBOL "")
    add_library(slipway::${name} ALIAS ${target})
    list(TRANSFORM arg_HEADERS PREPEND "${root}/${name}/" OUTPUT_VARIABLE headers)
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${root}" FILES ${headers})
    # moc reads the headers by their own path, and only by that one.
    set_source_files_properties(${headers} PROPERTIES SKIP_AUTOMOC ON)
    target_sources(${target} PRIVATE ${arg_HEADERS})
    set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    if(CMAKE_CURRENT_SOURCE_DIR MATCHES "^${PROJECT_SOURCE_DIR}/ui/")
        slipway_use_precompiled(${target} gui)
    else()
        slipway_use_precompiled(${target} core)
    endif()
endfunction()

# What moc makes of the sources that include it, and of the headers beside them. A test needs no more, and CMake's own
# search for it takes longer than most tests take to compile.
function(slipway_test_moc target)
    set(made "${CMAKE_CURRENT_BINARY_DIR}/${target}_moc")
    list(FILTER ARGN INCLUDE REGEX "\\.cpp$")
    foreach(source IN LISTS ARGN)
        get_filename_component(path "${source}" ABSOLUTE)
        get_filename_component(folder "${path}" DIRECTORY)
        get_filename_component(stem "${path}" NAME_WE)
        file(STRINGS "${path}" includes REGEX "^#include \"${stem}\\.moc\"")
        if(includes)
            qt_generate_moc("${path}" "${made}/${stem}.moc" TARGET ${target})
            target_sources(${target} PRIVATE "${made}/${stem}.moc")
        endif()
        if(EXISTS "${folder}/${stem}.h")
            file(STRINGS "${folder}/${stem}.h" objects REGEX "^ *Q_OBJECT$")
            if(objects)
                qt_generate_moc("${folder}/${stem}.h" "${made}/moc_${stem}.cpp" TARGET ${target})
                target_sources(${target} PRIVATE "${made}/moc_${stem}.cpp")
            endif()
        endif()
    endforeach()
    set_target_properties(${target} PROPERTIES AUTOMOC OFF AUTORCC OFF)
    target_include_directories(${target} PRIVATE "${made}")
endfunction()

function(slipway_test name)
    cmake_parse_arguments(arg "GUI" "" "SOURCES;LIBRARIES" ${ARGN})
    set(target test_${name})
    add_executable(${target} ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE ${arg_LIBRARIES})
    slipway_test_options(${target} "${arg_GUI}")
    slipway_test_moc(${target} ${arg_SOURCES})
    if(arg_GUI)
        slipway_use_precompiled(${target} gui_test)
    else()
        slipway_use_precompiled(${target} test)
    endif()
    add_test(NAME ${name} COMMAND ${target})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;TZ=UTC;LC_ALL=C.UTF-8")
    if(arg_GUI)
        set_tests_properties(${name} PROPERTIES LABELS gui)
    endif()
endfunction()

function(slipway_bench name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
    if(NOT SLIPWAY_BENCH)
        return()
    endif()
    add_executable(bench_${name} ${arg_SOURCES})
    target_link_libraries(bench_${name} PRIVATE ${arg_LIBRARIES})
    target_compile_definitions(bench_${name} PRIVATE
        SLIPWAY_PROGRAM="${CMAKE_BINARY_DIR}/slipway" SLIPWAY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
endfunction()

function(slipway_fuzz name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
    if(NOT SLIPWAY_FUZZ)
        return()
    endif()
    add_executable(fuzz_${name} ${arg_SOURCES})
    target_link_libraries(fuzz_${name} PRIVATE ${arg_LIBRARIES})
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
endfunction()
