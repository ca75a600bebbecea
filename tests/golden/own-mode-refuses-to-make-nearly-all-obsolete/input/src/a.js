msg('Hello World');
