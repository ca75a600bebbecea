import {msg} from "@lit/localize";
msg("Lost");
m = h`${class A<B>  type/  typ  /+ 
  typeeext/+ e/
  ends C<D> implements E { @fh) statA<B> extends ?: h = 1; #i)( tðy { c */ +
¾  d / n } } } }}`;
