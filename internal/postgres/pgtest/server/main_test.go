package main

import "testing"

func TestTheCommandGetsTheAddressAndItsExitCodeIsOurs(t *testing.T) {
	t.Parallel()
	code, err := run(t.Context(), []string{"sh", "-c", `case "$VRIENDENSTAD_TEST_POSTGRES" in postgres:///*) exit 7 ;; esac`})
	if code != 7 || err != nil {
		t.Errorf("exit code %d, %v", code, err)
	}
}

func TestACommandThatDoesNotExistIsAFault(t *testing.T) {
	t.Parallel()
	if code, err := run(t.Context(), []string{"/nowhere/command"}); code == 0 || err == nil {
		t.Errorf("exit code %d, %v", code, err)
	}
}
